"""Running the project's models on a labelled set, in a database of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from sbir_enrichment.evaluation.efforts import Effort, now, since
from sbir_enrichment.evaluation.labelled_sets import LabelledSet
from sbir_enrichment.evaluation.problems import CouldNotMeasureError, UnusableInputError
from sbir_enrichment.settings.problems import REFUSAL

PROJECT = Path(__file__).parents[3]
# The models that open the input files: their errors are about what the user gave.
READERS = ("base_sbir__awards", "base_usaspending__recipients")


def run_models(
    labelled: LabelledSet,
    database: Path,
    work_folder: Path,
    settings: Mapping[str, Any],
    last_model: str = "int_company_matches",
) -> Effort:
    """Build everything that leads to a verdict per firm, and return what that took.

    Nothing here knows how matching works: dbt runs the models of this checkout. The gates stand
    behind them and are not asked.

    Args:
        labelled: What to match.
        database: The DuckDB file to build; made by dbt.
        work_folder: For what dbt compiles and logs.
        settings: Vars that differ from dbt_project.yml.
        last_model: The model to be built with all that it needs, where it is not the verdict.

    Raises:
        UnusableInputError: A model says that the input cannot be used.
        CouldNotMeasureError: dbt failed otherwise.
    """
    variables = {
        # What people decided would answer for the matching that is to be judged.
        "heed_decisions": False,
        **settings,
        "sbir_award_data": str(labelled.award_file),
        "usaspending_recipient_lookup": str(labelled.universe),
        "usaspending_prime_awards": str(labelled.prime_awards or ""),
    }
    command = [sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--no-use-colors"]
    command += ["build", "--select", f"+{last_model}"]
    command += ["--resource-type", "seed", "--resource-type", "model"]
    command += ["--profiles-dir", "profiles", "--vars", json.dumps(variables)]
    command += ["--target-path", str(work_folder / "target"), "--log-path", str(work_folder)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DBT_")}
    environment = {**kept, "SBIR_DUCKDB_PATH": str(database), "DBT_LOG_LEVEL_FILE": "info"}
    started = now()
    run = subprocess.run(
        command,
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    effort = since(started)
    if run.returncode != 0:
        _raise_reason(work_folder / "target" / "run_results.json", run.stdout)
    return effort


def settings_in_force(overrides: Mapping[str, Any]) -> dict[str, float]:
    """Return the settings of matching by name, as dbt_project.yml and `overrides` have them."""
    project = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    everything = {**project["vars"], **overrides}
    return {
        name: value
        for name, value in everything.items()
        if name.startswith("name_") and isinstance(value, int | float)
    }


def parse_settings(text: str | None) -> dict[str, Any]:
    """Read settings as dbt's --vars takes them.

    Raises:
        UnusableInputError: It is not a mapping in YAML or JSON.
    """
    try:
        settings = yaml.safe_load(text or "{}")
    except yaml.YAMLError as error:
        raise UnusableInputError(f"--vars is no YAML: {error}") from error
    if not isinstance(settings, dict):
        raise UnusableInputError(f"--vars must be a mapping such as {{a: 1}}, not {text}")
    return settings


def _raise_reason(run_results: Path, log: str) -> None:
    failed: dict[str, str] = {}
    if run_results.is_file():
        results = json.loads(run_results.read_text(encoding="utf-8"))["results"]
        failed = {
            node["unique_id"]: node["message"] or ""
            for node in results
            if node["status"] in ("error", "fail")
        }
    for node, message in failed.items():
        if node.rpartition(".")[2] in READERS:
            raise UnusableInputError(_gist(message))
    if failed:
        node, message = next(iter(failed.items()))
        raise CouldNotMeasureError(f"dbt failed in {node}: {_gist(message)}")
    # Settings are checked before everything else; what is wrong with them stands in the log alone.
    _, refused, told = log.partition(REFUSAL)
    if refused:
        raise UnusableInputError(_gist(told))
    last_lines = "\n".join(log.strip().splitlines()[-15:])
    raise CouldNotMeasureError(f"dbt failed before any model:\n{last_lines}")


def _gist(message: str) -> str:
    """Return a dbt error without the lines that say where in dbt it arose."""
    aside = (">", "Compilation Error", "-0 (")
    lines = [line.strip() for line in message.splitlines()]
    return " ".join(line for line in lines if line and not line.startswith(aside))
