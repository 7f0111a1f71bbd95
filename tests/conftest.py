"""What every folder of tests may ask for: a run of the real dbt on a database of its own."""

import fcntl
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Protocol

import pytest
import yaml

ROOT = Path(__file__).parents[1]
# Of the data tests only the gates: the others have nothing to do with what is built.
GATES_ONLY = (
    "--exclude-resource-type",
    "unit_test",
    "--exclude",
    "test_name:not_null",
    "test_name:unique",
    "test_name:unique_combination",
    "test_name:accepted_values",
)


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


class StartDbt(Protocol):
    """How the fixture `start_dbt` is called."""

    def __call__(
        self,
        *arguments: str,
        database: Path,
        variables: dict[str, object] | None = None,
        environment: dict[str, str] | None = None,
        said: Path | None = None,
    ) -> subprocess.Popen[str]: ...


@pytest.fixture(scope="session")
def start_dbt() -> StartDbt:
    """Start dbt as people do, in a process of its own, from the project's folder.

    Its target and logs stand beside the database, so runs on one database share them: `dbt retry`
    finds the run before, and a second run with the same settings need not parse again. All that
    dbt says is in `stdout`, or in the file `said` where one is named.
    """

    def start(
        *arguments: str,
        database: Path,
        variables: dict[str, object] | None = None,
        environment: dict[str, str] | None = None,
        said: Path | None = None,
    ) -> subprocess.Popen[str]:
        command = [str(Path(sys.executable).parent / "dbt"), "--no-use-colors", *arguments]
        command += ["--profiles-dir", "profiles"]
        command += ["--target-path", str(database.parent / "target")]
        command += ["--log-path", str(database.parent / "logs")]
        if variables:
            command += ["--vars", yaml.safe_dump(variables, default_flow_style=True, width=10_000)]
        settings = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DBT_", "SBIR_"))
        }
        settings |= {"SBIR_DUCKDB_PATH": str(database), "DBT_LOG_LEVEL_FILE": "info"}
        with said.open("w", encoding="utf-8") if said else nullcontext(subprocess.PIPE) as output:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                env={**settings, **(environment or {})},
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
            )

    return start


@pytest.fixture(scope="session")
def run_dbt(start_dbt: StartDbt) -> RunDbt:
    """Run dbt to its end and look at its exit code."""

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
        process = start_dbt(
            *arguments, database=database, variables=variables, environment=environment
        )
        try:
            said, _ = process.communicate(timeout=600)
        finally:
            process.kill()
        assert (process.returncode == 0) == succeeds, said
        return subprocess.CompletedProcess(process.args, process.returncode, said)

    return run


@pytest.fixture(scope="session")
def built_sample(run_dbt: RunDbt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with everything that `make build` makes of the bundled sample; to be read only.

    It is built once for all tests of all workers; `manifest.json` and `run_results.json` of that
    build are in the folder `target` beside it. Whoever wants to change it copies it first.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # then the folder of all workers is one further up
        folder = folder.parent
    folder = folder / "built_sample"
    folder.mkdir(exist_ok=True)
    database = folder / "sbir.duckdb"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            run_dbt("build", *GATES_ONLY, database=database)
            (folder / "built").touch()
    return database
