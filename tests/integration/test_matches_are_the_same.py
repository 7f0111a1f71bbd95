"""The same inputs give the same verdicts, byte for byte, however they are computed."""

import csv
import random
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

import generate_data
from dbt_runs import FILES_BESIDE_DATABASE, SEEDS_AND_MODELS

UP_TO_THE_VERDICTS = (*SEEDS_AND_MODELS, "--select", "+int_company_matches")
# The verdicts and what they rest on: a difference that the verdicts forgive shows there.
COMPARED = {
    "int_fuzzy_name_candidates": "company_name_key, recipient_name_key",
    "int_name_pair_features": "company_id, recipient_id",
    "int_company_matches": "company_id",
}
FILES = ("award_data.csv", "recipient_lookup.csv", "prime_awards.csv")


class Way(NamedTuple):
    """One way to compute the same: threads, chunks of the scoring, memory, order of the rows."""

    threads: int
    name_chunks: int
    memory_limit: str
    shuffle_seed: int | None = None


FIRST_WAY = Way(threads=1, name_chunks=1, memory_limit="700MB")
OTHER_WAYS = (
    Way(threads=2, name_chunks=64, memory_limit="4GB", shuffle_seed=1),
    Way(threads=2, name_chunks=8, memory_limit="700MB", shuffle_seed=2),
)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    sizes = ["--awards", "3000", "--companies", "1500", "--recipients", "20000"]
    assert generate_data.main([*sizes, "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def first_verdicts(run_dbt, generated: Path, tmp_path_factory: pytest.TempPathFactory):
    return dumps_of(FIRST_WAY, run_dbt, generated, tmp_path_factory.mktemp("first"))


def place_files(source: Path, target: Path, shuffle_seed: int | None) -> None:
    """Copy the inputs, with their rows in another order where a seed is given."""
    for name in FILES:
        with (source / name).open(newline="", encoding="utf-8") as file:
            header, *rows = list(csv.reader(file))
        if shuffle_seed is not None:
            random.Random(shuffle_seed).shuffle(rows)
        with (target / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])


def dumps_of(way: Way, run_dbt, generated: Path, folder: Path) -> dict[str, bytes]:
    """Run up to the verdicts in that way; each table as bytes, in the order of its key."""
    place_files(generated, folder, way.shuffle_seed)
    database = folder / "sbir.duckdb"
    run_dbt(
        *UP_TO_THE_VERDICTS,
        "--threads",
        str(way.threads),
        database=database,
        variables={**FILES_BESIDE_DATABASE, "name_chunks": way.name_chunks},
        environment={"SBIR_THREADS": str(way.threads), "SBIR_MEMORY_LIMIT": way.memory_limit},
        own_interpreter=way != FIRST_WAY,
    )
    dumps = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        for table, key in COMPARED.items():
            dump = folder / f"{table}.csv"
            connection.sql(f"select * from intermediate.{table}").order(key).write_csv(str(dump))
            dumps[table] = dump.read_bytes()
    return dumps


def test_there_are_verdicts_of_every_kind_that_names_lead_to(first_verdicts) -> None:
    verdicts = first_verdicts["int_company_matches"].decode().splitlines()
    assert sum("name_fuzzy" in verdict for verdict in verdicts) > 100
    for status in ("accepted", "review", "ambiguous", "conflict", "unmatched"):
        assert any(f",{status}," in verdict for verdict in verdicts), status


@pytest.mark.parametrize("way", OTHER_WAYS, ids=str)
def test_another_way_gives_the_same_bytes(
    first_verdicts, run_dbt, generated: Path, tmp_path: Path, way: Way
) -> None:
    dumps = dumps_of(way, run_dbt, generated, tmp_path)
    for table in COMPARED:
        assert dumps[table] == first_verdicts[table], f"{table} differs"
