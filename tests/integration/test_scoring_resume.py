"""A build killed in the middle of the scoring goes on where it was, to the same verdicts."""

import re
import shutil
import time
from pathlib import Path

import duckdb
import pytest

import generate_data
from dbt_processes import ForkedDbt
from dbt_runs import FILES_BESIDE_DATABASE, SEEDS_AND_MODELS

CHUNKS = 64
# The models between the search for names and the verdicts; what they read is built once.
FROM_PAIRS_TO_VERDICTS = ("run", "-s", "int_name_pairs+,+int_company_matches")
SCORED = "checkpoints.name_scoring_chunks where pairs_scored > 0"


@pytest.fixture(scope="module")
def variables() -> dict[str, object]:
    return {**FILES_BESIDE_DATABASE, "name_chunks": CHUNKS}


@pytest.fixture(scope="module")
def database(run_dbt, variables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built up to the search for names. Every test uses this path, so that dbt parses once."""
    folder = tmp_path_factory.mktemp("resumed")
    sizes = ["--awards", "3000", "--companies", "1500", "--recipients", "20000"]
    assert generate_data.main([*sizes, "--out", str(folder)]) == 0
    path = folder / "sbir.duckdb"
    upstream = ("-s", "+int_company_matches", "--exclude", "int_name_pairs+")
    run_dbt(*SEEDS_AND_MODELS, *upstream, database=path, variables=variables)
    shutil.copyfile(path, path.with_suffix(".before"))
    return path


@pytest.fixture(scope="module")
def undisturbed(run_dbt, variables, database: Path) -> dict[str, list[tuple[object, ...]]]:
    said = run_dbt(*FROM_PAIRS_TO_VERDICTS, database=database, variables=variables).stdout
    assert f"scored in {CHUNKS} chunks, 0 from checkpoints" in said
    return contents(database)


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    tables = ("int_name_pair_similarities", "int_company_matches")
    return {table: rows(database, f"select * from intermediate.{table}") for table in tables}


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(database)) as connection:
        return connection.sql(query).order("all").fetchall()


def kill_when_committed(process: ForkedDbt, log: Path, chunks: int) -> None:
    """Send SIGKILL as soon as dbt's log tells of that many chunks."""
    deadline = time.monotonic() + 120
    try:
        while time.monotonic() < deadline and process.poll() is None:
            if log.exists() and log.read_text(encoding="utf-8").count(" committed, ") >= chunks:
                return
            time.sleep(0.002)
        pytest.fail(f"The run ended before {chunks} chunks were committed")
    finally:
        process.kill()
        process.communicate()


def test_a_run_killed_five_times_gives_the_same_verdicts_and_scores_no_chunk_twice(
    undisturbed, run_dbt, start_dbt, variables, database: Path
) -> None:
    shutil.copyfile(database.with_suffix(".before"), database)
    log = database.parent / "logs" / "dbt.log"
    finished = 0
    for chunks in (1, 20, 4, 12, 9):
        log.unlink(missing_ok=True)
        process = start_dbt(
            *FROM_PAIRS_TO_VERDICTS,
            database=database,
            variables=variables,
            environment={"DBT_LOG_LEVEL_FILE": "debug"},
        )
        kill_when_committed(process, log, chunks)
        assert process.returncode == -9
        before, finished = finished, len(rows(database, f"select chunk from {SCORED}"))
        assert before + chunks <= finished < CHUNKS
    said = run_dbt(*FROM_PAIRS_TO_VERDICTS, database=database, variables=variables).stdout
    assert contents(database) == undisturbed
    assert f"scored in {CHUNKS - finished} chunks" in said
    scored = rows(database, f"select chunk, chunks from {SCORED}")
    assert len(scored) == len(set(scored)) == CHUNKS
    ((pairs,),) = rows(database, f"select sum(pairs_scored)::bigint from {SCORED}")
    assert pairs == len(undisturbed["int_name_pair_similarities"])


def test_the_memory_of_a_chunk_is_a_setting_and_a_full_refresh_scores_again(
    undisturbed, run_dbt, variables, database: Path
) -> None:
    said = run_dbt(
        "run",
        "-s",
        "int_name_pair_similarities",
        "--full-refresh",
        database=database,
        variables={**variables, "name_chunks": 1, "name_chunk_memory_mb": 1},
    ).stdout
    pairs = len(undisturbed["int_name_pair_similarities"])
    assert re.search(rf"chunk 1 halved: {pairs:,} pairs take about \d+ MB", said)
    assert re.search(rf"{pairs:,} asked for, {pairs:,} scored in \d+ chunks, 0 from", said)
    assert contents(database) == undisturbed
