"""What every folder of tests may ask for: a run of the real dbt on a database of its own."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dbt_processes import ForkServer
from dbt_runs import GATES_ONLY, DbtRuns


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of this run of pytest."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def dbt_runs(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Iterator[DbtRuns]:
    server = ForkServer(tmp_path_factory.mktemp("dbt_processes"))
    yield DbtRuns(server, shared_folder / "parsed_projects")
    server.stop()


@pytest.fixture(scope="session")
def start_dbt(dbt_runs: DbtRuns) -> Callable:
    """Start dbt: see `DbtRuns.start`."""
    return dbt_runs.start


@pytest.fixture(scope="session")
def run_dbt(dbt_runs: DbtRuns) -> Callable:
    """Run dbt to its end and look at its exit code: see `DbtRuns.run`."""
    return dbt_runs.run


@pytest.fixture(scope="session")
def built_sample(run_dbt: Callable, shared_folder: Path) -> Path:
    """A database with everything that `make build` makes of the bundled sample; to be read only.

    It is built once for all tests of all workers. `manifest.json` and `run_results.json` of that
    build are in the folder `target` beside it, what dbt said is in the file `said`. Whoever wants
    to change it copies it first.
    """
    folder = shared_folder / "built_sample"
    folder.mkdir(exist_ok=True)
    database = folder / "sbir.duckdb"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "said").exists():
            said = run_dbt("build", *GATES_ONLY, database=database).stdout
            (folder / "said").write_text(said, encoding="utf-8")
    return database
