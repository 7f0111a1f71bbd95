"""The main job on real public records, where a checkout has them beside it (users do not)."""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from story_checks import stories_unlike_the_tables

REAL_DATA = Path(os.environ.get("SBIR_REAL_DATA", "../shared/data")).resolve()

pytestmark = pytest.mark.skipif(
    not REAL_DATA.is_dir(),
    reason=f"NOT TESTED: no real records in {REAL_DATA}; SBIR_REAL_DATA can say where they are",
)


@pytest.fixture(scope="module")
def database(run_dbt, tmp_path_factory) -> Path:
    database = tmp_path_factory.mktemp("real") / "real.duckdb"
    variables = {
        "sbir_award_data": str(REAL_DATA / "sbir/award_data.csv.gz"),
        "usaspending_recipient_lookup": str(REAL_DATA / "usaspending/recipient_lookup.csv.gz"),
        "usaspending_prime_awards": str(REAL_DATA / "usaspending/prime_awards.csv.gz"),
    }
    run_dbt(
        "build",
        "--exclude-resource-type",
        "unit_test",
        database=database,
        variables={**variables, "min_match_rate": 0.3},
    )
    refused = run_dbt(
        "run", "-s", "fct_enriched_awards", database=database, variables=variables, succeeds=False
    )
    assert refused.returncode == 1
    assert "match rate 4" in refused.stdout
    return database


@pytest.fixture(scope="module")
def built(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def test_five_stories_of_each_status_and_method_say_what_the_tables_say(database: Path) -> None:
    statuses, unlike = stories_unlike_the_tables(database, of_each=5)
    assert statuses >= {"accepted", "review", "ambiguous", "conflict", "unmatched"}
    assert unlike == {}


def test_every_award_is_there_once_with_one_status(built: duckdb.DuckDBPyConnection) -> None:
    rows, awards, counted = built.sql(
        "select count(*), count(distinct award_id), count(match_status) "
        "from marts.fct_enriched_awards"
    ).fetchone()
    assert (rows, awards, counted) == (9192, 9192, 9192)


def test_every_award_whose_uei_is_among_the_recipients_is_accepted_or_a_conflict(
    built: duckdb.DuckDBPyConnection,
) -> None:
    verdicts = built.sql("""
        select enriched.match_status, enriched.match_method, count(*)
        from marts.fct_enriched_awards as enriched
        join staging.stg_sbir__awards as awards using (award_id)
        where awards.uei in (select uei from staging.stg_usaspending__recipients)
        group by all
    """).fetchall()
    assert sum(count for _, _, count in verdicts) == 1535
    assert {(status, method) for status, method, _ in verdicts} <= {
        ("accepted", "uei_exact"),
        ("conflict", None),
    }


def test_sixty_awards_are_linked_or_confirmed_by_their_award_number(
    built: duckdb.DuckDBPyConnection,
) -> None:
    (linked,) = built.sql("""
        select count(distinct links.award_id)
        from intermediate.int_award_number_links as links
        join marts.fct_enriched_awards as enriched using (award_id)
        where enriched.match_method = 'award_id_exact'
        or enriched.match_flags like '%award_number_confirms%'
    """).fetchone()
    assert linked >= 60


def test_a_parent_company_is_never_taken_for_the_firm(built: duckdb.DuckDBPyConnection) -> None:
    (by_parent,) = built.sql("""
        select count(*) from marts.fct_enriched_awards
        where match_method = 'duns_exact' and recipient_duns is distinct from company_duns
        and not match_flags like '%several_duns%'
    """).fetchone()
    assert by_parent == 0
