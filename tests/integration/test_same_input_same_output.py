"""The same awards give the same marts, whatever the order of rows, the threads or the runs."""

import csv
import random
import shutil
from pathlib import Path

import duckdb
import pytest

from dbt_runs import FILES_BESIDE_DATABASE, SEEDS_AND_MODELS

SAMPLES = Path("seeds/samples")
MARTS = {
    "fct_enriched_awards": "award_id",
    "fct_match_quality": "dimension, value",
    "fct_match_review": "company_id",
    "dim_companies": "company_id",
    "dim_recipients": "recipient_id",
}
# Who built a table and when differs by design, and a row's line differs when the rows are shuffled.
NOT_COMPARED = {"built_at", "dbt_invocation_id", "source_file", "source_line"}


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every mart in the order of its key, without the columns that differ by design."""
    with duckdb.connect(str(database), read_only=True) as connection:
        found = {}
        for mart, key in MARTS.items():
            columns = connection.sql(f"select * from marts.{mart} limit 0").columns
            compared = ", ".join(column for column in columns if column not in NOT_COMPARED)
            query = f"select {compared} from marts.{mart} order by {key}"
            found[mart] = connection.sql(query).fetchall()
        return found


def shuffle_rows(source: Path, target: Path, seed: int) -> None:
    with source.open(newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    random.Random(seed).shuffle(rows)
    with target.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


@pytest.fixture(scope="module")
def undisturbed(built_sample: Path) -> dict[str, list[tuple[object, ...]]]:
    return contents(built_sample)


def test_an_undisturbed_run_has_every_award(undisturbed) -> None:
    with (SAMPLES / "award_data.csv").open(newline="", encoding="utf-8") as file:
        awards = sum(1 for _ in csv.reader(file)) - 1
    assert len(undisturbed["fct_enriched_awards"]) == awards


def test_shuffled_rows_give_the_same_marts(undisturbed, run_dbt, tmp_path: Path) -> None:
    for name in ("award_data.csv", "recipient_lookup.csv", "prime_awards.csv"):
        shuffle_rows(SAMPLES / name, tmp_path / name, seed=1)
    database = tmp_path / "sbir.duckdb"
    run_dbt(
        *SEEDS_AND_MODELS,
        database=database,
        variables=FILES_BESIDE_DATABASE,
        own_interpreter=True,
    )
    assert contents(database) == undisturbed


def test_one_thread_gives_the_same_marts_as_two_and_so_does_a_second_run(
    undisturbed, run_dbt, tmp_path: Path
) -> None:
    database = tmp_path / "sbir.duckdb"
    run_dbt(
        *SEEDS_AND_MODELS,
        "--threads",
        "1",
        database=database,
        environment={"SBIR_THREADS": "1"},
        own_interpreter=True,
    )
    assert contents(database) == undisturbed
    assert " REUSED: " in run_dbt("run", database=database).stdout
    assert contents(database) == undisturbed


def test_awards_keep_their_ids_when_unrelated_rows_are_added(
    undisturbed, built_sample: Path, run_dbt, tmp_path: Path
) -> None:
    with (SAMPLES / "award_data.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    unrelated = [dict(zip(header, row, strict=True)) for row in rows[:20]]
    for number, row in enumerate(unrelated):
        row |= {"Company": f"Unrelated Newcomer {number}", "Award Title": f"A new title {number}"}
    path = tmp_path / "award_data.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows([header, *(list(row.values()) for row in unrelated), *rows])
    database = Path(shutil.copyfile(built_sample, tmp_path / "sbir.duckdb"))
    run_dbt(
        *("run", "-s", "+fct_enriched_awards"),
        database=database,
        variables={"sbir_award_data": "../award_data.csv", "min_match_rate": 0},
    )
    before = {row[0] for row in undisturbed["fct_enriched_awards"]}
    after = {row[0] for row in contents(database)["fct_enriched_awards"]}
    assert before < after
    assert len(after) == len(before) + 20
