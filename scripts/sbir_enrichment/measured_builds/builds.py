"""Building the project in a fresh process, measured or plainly."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sbir_enrichment.benchmark_results.measurements import BuildRun, Work
from sbir_enrichment.measured_builds.artifacts import read_artifacts
from sbir_enrichment.measured_builds.model_runs import Notes, model_runs
from sbir_enrichment.measuring.commands import Command, Cost, measure_command
from sbir_enrichment.measuring.other_work import OtherWork
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.measuring.sampling import Look

METERED_DBT = Path(__file__).with_name("metered_dbt.py")
SAMPLE_SECONDS = 0.1
ONE_LOOK = 3600.0
LAST_WORDS = 30


@dataclass(frozen=True)
class Build:
    """What is built, from what, and with how much of the machine.

    Attributes:
        project: The checkout to build; it need not be the one that this code is of.
        folder: Takes the database, dbt's target and its logs. What dbt has parsed is kept there
            between builds; the database is made anew by each.
        variables: Settings that differ from dbt_project.yml.
        threads: Threads of dbt and of DuckDB.
        memory_limit: For DuckDB, such as `4GB`.
        temp_limit: The most that DuckDB may spill.
        target: The dbt target.
        select: Only these nodes, in dbt's words, and no tests of them; everything with its data
            tests if empty. Unit tests never run.
    """

    project: Path
    folder: Path
    variables: Mapping[str, Any]
    threads: int
    memory_limit: str
    temp_limit: str
    target: str = "balanced"
    select: tuple[str, ...] = ()

    @property
    def database(self) -> Path:
        """The DuckDB file that is built."""
        return self.folder / "sbir.duckdb"

    @property
    def artifacts(self) -> Path:
        """Where dbt writes run_results.json and manifest.json."""
        return self.folder / "target"

    @property
    def log(self) -> Path:
        """What dbt printed."""
        return self.folder / "build.log"


@dataclass(frozen=True)
class MeasuredBuild:
    """A build that went well, and the work that DuckDB counted, per model, where it was asked."""

    run: BuildRun
    work: dict[str, Work]


def measure_build(build: Build, count_work: bool = False) -> MeasuredBuild:
    """Build and measure every model.

    At one thread a model's memory is the kernel's peak, reset at its start, and its processor time
    is known. At more, models overlap: memory is the most that was seen of the process tree while
    the model ran.

    Args:
        build: What to build.
        count_work: Whether DuckDB's profiler counts. It costs time, and holds dbt and DuckDB to one
            thread: counts are then the same in every build. The times of such a build are none.

    Raises:
        CouldNotMeasureError: the build failed, or could not be measured.
    """
    single = build.threads == 1 or count_work
    notes_file = build.folder / "notes.json"
    looks: list[Look] = []
    started_at = datetime.now(UTC).isoformat(timespec="milliseconds")
    others = OtherWork()
    cost = _run(
        build,
        [
            *(sys.executable, "-P", str(METERED_DBT)),
            *(["--reset-high-water"] if single else []),
            *(["--count-work"] if count_work else []),
            str(notes_file),
            *_dbt_arguments(build, 1 if single else build.threads),
        ],
        SAMPLE_SECONDS,
        looks,
    )
    other_work_share = others.share(cost.cpu_seconds)
    notes = Notes.model_validate_json(notes_file.read_text(encoding="utf-8"))
    artifacts = read_artifacts(build.artifacts)
    run = BuildRun(
        started_at=started_at,
        wall_seconds=cost.wall_seconds,
        cpu_seconds=cost.cpu_seconds,
        peak_bytes=max(cost.peak_bytes, notes.high_water_bytes),
        spill_bytes=cost.peaks.spill_bytes,
        models=model_runs(artifacts, notes, looks, build.database, is_alone=single),
        other_work_share=other_work_share,
    )
    # Of a Python model only what dbt itself ran was seen: a count of that would mislead.
    work = {
        artifacts.names[node]: counted
        for node, counted in sorted(notes.work.items())
        if node not in artifacts.python_models
    }
    return MeasuredBuild(run, work)


def run_plain_build(build: Build) -> Cost:
    """Build as people do, not measuring but the time, for comparison.

    Raises:
        CouldNotMeasureError: the build failed.
    """
    dbt = [sys.executable, "-P", "-c", "from dbt.cli.main import cli; cli()"]
    return _run(build, [*dbt, *_dbt_arguments(build, build.threads)], ONE_LOOK, [])


def _run(build: Build, arguments: list[str], sample_seconds: float, looks: list[Look]) -> Cost:
    build.folder.mkdir(parents=True, exist_ok=True)
    for leftover in (build.database, Path(f"{build.database}.wal"), build.folder / "notes.json"):
        leftover.unlink(missing_ok=True)
    command = Command(
        arguments=tuple(arguments),
        folder=build.project,
        environment=_environment(build),
        output=build.log,
        spill_folder=Path(f"{build.database}.tmp"),
    )
    cost = measure_command(command, sample_seconds, looks.append)
    if cost.exit_code != 0:
        said = build.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_WORDS:]
        raise CouldNotMeasureError(
            "\n".join(
                [f"dbt build failed with exit code {cost.exit_code}; it said at last:", *said]
            )
        )
    return cost


def _dbt_arguments(build: Build, threads: int) -> list[str]:
    return [
        *("--no-use-colors", "build", "--exclude-resource-type", "unit_test"),
        *("--profiles-dir", "profiles", "--target", build.target, "--threads", str(threads)),
        *("--target-path", str(build.artifacts), "--log-path", str(build.folder / "logs")),
        *("--vars", json.dumps(dict(build.variables))),
        # Tests of a part may look at models that are not of it.
        *(["--indirect-selection", "empty", "--select", *build.select] if build.select else []),
    ]


def _environment(build: Build) -> dict[str, str]:
    """Return our environment, without settings of dbt and the project but those of the build."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("DBT_", "SBIR_"))
    }
    return inherited | {
        "PYTHONPATH": str(build.project / "scripts"),
        "DBT_LOG_LEVEL_FILE": "info",
        "SBIR_DUCKDB_PATH": str(build.database),
        "SBIR_MEMORY_LIMIT": build.memory_limit,
        "SBIR_TEMP_LIMIT": build.temp_limit,
        "SBIR_THREADS": str(build.threads),
    }
