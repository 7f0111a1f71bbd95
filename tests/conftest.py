"""What every folder of tests may ask for: a run of the real dbt on a database of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
import yaml

ROOT = Path(__file__).parents[1]


class RunDbt(Protocol):
    """How the fixture `run_dbt` is called."""

    def __call__(
        self,
        *arguments: str,
        database: Path,
        variables: dict[str, object] | None = None,
        environment: dict[str, str] | None = None,
        seed_first: bool = False,
        succeeds: bool = True,
    ) -> subprocess.CompletedProcess[str]: ...


def _dbt_command(
    *arguments: str, database: Path, variables: dict[str, object] | None = None
) -> tuple[list[str], dict[str, str]]:
    """Return what to call, from the project's folder, and its environment: that of a new user."""
    command = [str(Path(sys.executable).parent / "dbt"), "--no-use-colors", *arguments]
    command += ["--profiles-dir", "profiles"]
    command += ["--target-path", str(database.parent / "target")]
    command += ["--log-path", str(database.parent / "logs")]
    if variables:
        command += ["--vars", yaml.safe_dump(variables, default_flow_style=True, width=10_000)]
    settings = {
        name: value for name, value in os.environ.items() if not name.startswith(("DBT_", "SBIR_"))
    }
    return command, settings | {"SBIR_DUCKDB_PATH": str(database), "DBT_LOG_LEVEL_FILE": "info"}


@pytest.fixture(scope="session")
def run_dbt() -> RunDbt:
    """Run dbt as people do, in a process of its own, from the project's folder.

    Its target and logs stand beside the database, so runs on one database share them: `dbt retry`
    finds the run before, and a second run with the same settings need not parse again. All that
    dbt says is in `stdout`.
    """

    def run(
        *arguments: str,
        database: Path,
        variables: dict[str, object] | None = None,
        environment: dict[str, str] | None = None,
        seed_first: bool = False,
        succeeds: bool = True,
    ) -> subprocess.CompletedProcess[str]:
        if seed_first:
            run("seed", database=database, variables=variables, environment=environment)
        command, settings = _dbt_command(*arguments, database=database, variables=variables)
        completed = subprocess.run(
            command,
            cwd=ROOT,
            env=settings | (environment or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=600,
        )
        assert (completed.returncode == 0) == succeeds, completed.stdout
        return completed

    return run


@pytest.fixture(scope="session")
def start_dbt() -> Callable[..., subprocess.Popen[str]]:
    """Start dbt as `run_dbt` does, do not wait; what it says goes to the file `said`."""

    def start(*arguments: str, database: Path, said: Path) -> subprocess.Popen[str]:
        command, settings = _dbt_command(*arguments, database=database)
        with said.open("w", encoding="utf-8") as output:
            return subprocess.Popen(
                command, cwd=ROOT, env=settings, stdout=output, stderr=subprocess.STDOUT, text=True
            )

    return start
