"""The commands that are measured: the floor, and the build of the project."""

import json
import os
import sys
from pathlib import Path

from sbir_enrichment.measuring.commands import Command, Cost, measure_command
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.scale_benchmark.data_sets import DataSet
from sbir_enrichment.scale_benchmark.options import Options

PROJECT = Path(__file__).parents[3]
LAST_WORDS = 30

# Whether generated data pass the gates is not the question here.
_GATES_OFF = {"min_match_rate": 0, "min_completeness": 0}


def measure_floor(data_set: DataSet, database: Path, options: Options) -> Cost:
    """Run the floor on a data set.

    Raises:
        CouldNotMeasureError: it failed, or lost rows.
    """
    command = [
        *(sys.executable, "-m", "sbir_enrichment.scale_benchmark.floor"),
        *(str(data_set.path("award_data")), str(data_set.path("recipient_lookup"))),
        *(str(database), options.memory_limit, str(options.threads)),
    ]
    log = database.with_suffix(".log")
    cost = _measured("the floor", command, _environment(database, options), log)
    counts = json.loads(log.read_text(encoding="utf-8"))
    found, asked = (counts["awards"], counts["recipients"]), data_set.request
    if found != (asked.awards, asked.recipients):
        raise CouldNotMeasureError(f"the floor read {found} awards and recipients of {asked}")
    return cost


def measure_build(data_set: DataSet, database: Path, options: Options) -> Cost:
    """Run `dbt build` on a data set, as people do, in a process of its own.

    Raises:
        CouldNotMeasureError: it failed.
    """
    folder = database.parent
    settings = {
        "sbir_award_data": str(data_set.path("award_data")),
        "usaspending_recipient_lookup": str(data_set.path("recipient_lookup")),
        "usaspending_prime_awards": str(data_set.path("prime_awards")),
    }
    command = [
        *(str(Path(sys.executable).parent / "dbt"), "--no-use-colors", "build"),
        *("--exclude-resource-type", "unit_test", "--profiles-dir", "profiles"),
        *("--target-path", str(folder / "target"), "--log-path", str(folder / "logs")),
        *("--vars", json.dumps(settings | _GATES_OFF)),
    ]
    log = database.with_suffix(".log")
    return _measured("dbt build", command, _environment(database, options), log)


def _measured(name: str, command: list[str], environment: dict[str, str], log: Path) -> Cost:
    spill_folder = Path(f"{environment['SBIR_DUCKDB_PATH']}.tmp")
    cost = measure_command(Command(tuple(command), PROJECT, environment, log, spill_folder))
    if cost.exit_code != 0:
        said = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_WORDS:]
        raise CouldNotMeasureError(
            "\n".join([f"{name} failed with exit code {cost.exit_code}; it said at last:", *said])
        )
    return cost


def _environment(database: Path, options: Options) -> dict[str, str]:
    """Return our environment, without settings of dbt and the project but those asked for."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("DBT_", "SBIR_"))
    }
    return inherited | {
        "PYTHONPATH": str(PROJECT / "scripts"),
        "DBT_LOG_LEVEL_FILE": "info",
        "SBIR_DUCKDB_PATH": str(database),
        "SBIR_MEMORY_LIMIT": options.memory_limit,
        "SBIR_THREADS": str(options.threads),
    }
