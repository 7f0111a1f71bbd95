"""The presets do as they say: those about resources give the same verdicts, byte for byte."""

import csv
import random
import shutil
from pathlib import Path

import duckdb
import pytest

import generate_data
from dbt_runs import FILES_BESIDE_DATABASE, SEEDS_AND_MODELS
from sbir_enrichment.settings.effective import Request, effective_settings
from sbir_enrichment.settings.presets import preset_names

PROJECT = Path(__file__).parents[2]
UP_TO_THE_VERDICTS = (*SEEDS_AND_MODELS, "--select", "+int_company_matches")
# The verdicts and what they rest on: a difference that the verdicts forgive shows there.
COMPARED = {
    "int_fuzzy_name_candidates": "company_name_key, recipient_name_key",
    "int_name_pair_features": "company_id, recipient_id",
    "int_company_matches": "company_id",
}
FILES = ("award_data.csv", "recipient_lookup.csv", "prime_awards.csv")
FIRST = "memory-constrained"
# Of these the rows are in another order too, told by a seed.
OF_RESOURCES = {"balanced": 1, "high-performance": 2}
OF_THE_SEARCH = ("maximum-quality", "maximum-speed")
# What these presets change begins with the words to search for.
FROM_WORDS_TO_VERDICTS = ("run", "--select", "int_searched_words+,+int_company_matches")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    sizes = ["--awards", "3000", "--companies", "1500", "--recipients", "20000"]
    assert generate_data.main([*sizes, "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def first_database(run_dbt, generated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("first") / "sbir.duckdb"
    place_files(generated, database.parent, None)
    run_with_preset(run_dbt, FIRST, UP_TO_THE_VERDICTS, database)
    return database


@pytest.fixture(scope="module")
def first_verdicts(first_database: Path) -> dict[str, bytes]:
    return dumps_of(first_database)


def place_files(source: Path, target: Path, shuffle_seed: int | None) -> None:
    """Copy the inputs, with their rows in another order where a seed is given."""
    for name in FILES:
        with (source / name).open(newline="", encoding="utf-8") as file:
            header, *rows = list(csv.reader(file))
        if shuffle_seed is not None:
            random.Random(shuffle_seed).shuffle(rows)
        with (target / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])


def run_with_preset(run_dbt, preset: str, command: tuple[str, ...], database: Path) -> None:
    settings = effective_settings(Request(PROJECT, {}, preset=preset), {})
    run_dbt(
        *command,
        "--target",
        str(settings.target.value),
        database=database,
        variables={**FILES_BESIDE_DATABASE, **settings.vars_to_give()},
        own_interpreter=preset in OF_RESOURCES,
    )


def dumps_of(database: Path) -> dict[str, bytes]:
    """Return each table as bytes, in the order of its key."""
    dumps = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        for table, key in COMPARED.items():
            dump = database.with_name(f"{table}.csv")
            connection.sql(f"select * from intermediate.{table}").order(key).write_csv(str(dump))
            dumps[table] = dump.read_bytes()
    return dumps


def accepted(database: Path, method: str) -> set[tuple[str, str]]:
    """Return firm and recipient of every match by methods like this one."""
    query = f"""
        select company_id, recipient_id from intermediate.int_company_matches
        where match_status = 'accepted' and match_method like '{method}'
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        return set(connection.sql(query).fetchall())


def pairs(database: Path) -> set[tuple[str, str]]:
    """Return every pair of names that was compared closely."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return set(connection.sql("from intermediate.int_fuzzy_name_candidates").fetchall())


def test_every_preset_is_built_here() -> None:
    assert {FIRST, *OF_RESOURCES, *OF_THE_SEARCH} == set(preset_names(PROJECT))


def test_there_are_verdicts_of_every_kind_that_names_lead_to(first_verdicts) -> None:
    verdicts = first_verdicts["int_company_matches"].decode().splitlines()
    assert sum("name_fuzzy" in verdict for verdict in verdicts) > 100
    for status in ("accepted", "review", "ambiguous", "conflict", "unmatched"):
        assert any(f",{status}," in verdict for verdict in verdicts), status


@pytest.mark.parametrize("preset", OF_RESOURCES)
def test_a_preset_about_resources_gives_the_same_bytes_whatever_the_order_of_the_rows(
    first_verdicts, run_dbt, generated: Path, tmp_path: Path, preset: str
) -> None:
    place_files(generated, tmp_path, OF_RESOURCES[preset])
    database = tmp_path / "sbir.duckdb"
    run_with_preset(run_dbt, preset, UP_TO_THE_VERDICTS, database)
    dumps = dumps_of(database)
    for table in COMPARED:
        assert dumps[table] == first_verdicts[table], f"{table} differs"


@pytest.mark.parametrize("preset", OF_THE_SEARCH)
def test_a_preset_about_the_search_finds_more_or_fewer_names_and_the_same_identifiers(
    first_database: Path, run_dbt, generated: Path, tmp_path: Path, preset: str
) -> None:
    place_files(generated, tmp_path, None)
    database = Path(shutil.copyfile(first_database, tmp_path / "sbir.duckdb"))
    run_with_preset(run_dbt, preset, FROM_WORDS_TO_VERDICTS, database)
    for method in ("uei_exact", "duns_exact", "award_id_exact"):
        assert accepted(database, method) == accepted(first_database, method) != set()
    by_name, first_by_name = (accepted(each, "name_fuzzy") for each in (database, first_database))
    compared, first_compared = pairs(database), pairs(first_database)
    if preset == "maximum-quality":
        assert compared > first_compared
        assert len(by_name) >= len(first_by_name)
    else:
        assert len(compared) < len(first_compared)
        assert by_name <= first_by_name
