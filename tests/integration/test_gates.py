"""Nothing is published while a gate fails, however dbt is called; what was published stays."""

import shutil
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from dbt_runs import GATES_ONLY

HOPELESS = {
    "min_match_rate": 0.99,
    "min_match_rate_by": {"agency": 0.99, "era": {"before 2008": 0.01}},
    "min_match_precision": {"uei_exact": 0.9},
}


class Mart(NamedTuple):
    """What tells one build of a mart from another."""

    built_at: object
    invocation: str
    rows: int


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("gates")


@pytest.fixture
def database(built_sample: Path, folder: Path) -> Path:
    """Marts that passed every gate, always at one path: dbt parses once for the same settings."""
    (folder / "sbir.duckdb.wal").unlink(missing_ok=True)
    return shutil.copyfile(built_sample, folder / "sbir.duckdb")


def read(database: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.sql(query).fetchall()


def published(database: Path) -> dict[str, Mart]:
    marts = read(
        database, "select table_name from information_schema.tables where table_schema = 'marts'"
    )
    query = "select max(built_at), max(dbt_invocation_id), count(*) from marts."
    return {mart: Mart(*read(database, query + mart)[0]) for (mart,) in marts}


def accepted_share(database: Path) -> float:
    query = "select avg((match_status = 'accepted')::int) from marts.fct_enriched_awards"
    return read(database, query)[0][0]


def test_a_passing_run_publishes_and_keeps_what_each_gate_measured(built_sample: Path) -> None:
    said = built_sample.with_name("said").read_text(encoding="utf-8")
    stored = read(
        built_sample,
        "select measured, threshold, is_met, finding from test_results.match_rate_gate",
    )
    share = pytest.approx(accepted_share(built_sample))
    assert [row[:3] for row in stored] == [(share, 0.7, True)]
    assert f"match_rate_gate: holds: {stored[0][3]}" in said
    for gate in ("match_completeness_gate", "no_award_lost"):
        assert read(built_sample, f"select is_met from test_results.{gate}") == [(True,)]
        assert f"{gate}: holds:" in said
    assert "match_rate_by_slice_gate" not in said, "off unless asked for"
    assert "match_precision_gate" not in said, "off unless asked for"
    filled = [mart for mart in published(built_sample).values() if mart.rows]
    assert len({mart.invocation for mart in filled}) == 1


def test_a_failing_gate_stops_the_build_and_its_retry_and_says_the_rate(
    run_dbt, database: Path
) -> None:
    before = published(database)
    rate = accepted_share(database)
    failed = run_dbt(
        "build",
        "-s",
        "int_award_matches+",
        *GATES_ONLY,
        database=database,
        variables=HOPELESS,
        succeeds=False,
    )
    assert failed.returncode == 1
    assert f"match_rate_gate: FAILS: match rate {100 * rate:.2f} % (" in failed.stdout
    assert "min_match_rate is 99.00 %" in failed.stdout
    assert "match_rate_by_slice_gate: FAILS: agency Department of Defense: " in failed.stdout
    assert "min_match_rate_by is 99.00 %" in failed.stdout
    assert "before 2008" not in failed.stdout, "what holds is not told"
    assert "match_precision_gate: FAILS: uei_exact unknown: of " in failed.stdout
    assert "SKIP relation marts.fct_enriched_awards" in failed.stdout
    built_at = before["fct_enriched_awards"].built_at
    assert f"The marts were not rebuilt. The last good ones, of {built_at} UTC" in failed.stdout
    assert published(database) == before
    stored = read(database, "select measured, threshold, is_met from test_results.match_rate_gate")
    assert stored == [(pytest.approx(rate), 0.99, False)]

    retried = run_dbt("retry", database=database, succeeds=False)
    assert retried.returncode == 1
    assert published(database) == before


@pytest.mark.parametrize(
    "way",
    [
        # No test is run at all.
        ("run", "-s", "int_award_matches+"),
        # The gates hang on a model above the selected one.
        ("build", "-s", "fct_enriched_awards+"),
        # The gates are left out by name or by kind.
        ("build", "-s", "int_award_matches+", "--exclude-resource-type", "test"),
        ("build", "-s", "int_award_matches+", "--exclude", "tag:gate"),
    ],
    ids=" ".join,
)
def test_no_side_door_leads_past_a_gate(run_dbt, database: Path, way: tuple[str, ...]) -> None:
    before = published(database)
    refused = run_dbt(*way, database=database, variables=HOPELESS, succeeds=False)
    assert refused.returncode == 1
    not_published = refused.stdout[refused.stdout.index("Not published: ") :]
    for gate in ("match_rate_gate: match rate", "match_precision_gate: uei", "_slice_gate: agency"):
        assert gate in not_published
    assert published(database) == before


def test_an_empty_run_does_not_empty_what_is_published(run_dbt, database: Path) -> None:
    before = published(database)
    refused = run_dbt(
        "run",
        "--empty",
        "-s",
        "int_award_matches+",
        database=database,
        variables=HOPELESS,
        succeeds=False,
    )
    assert refused.returncode == 1
    assert "Not published: --empty would replace" in refused.stdout
    assert published(database) == before


def test_an_empty_run_on_a_fresh_database_checks_that_everything_compiles(
    run_dbt, tmp_path: Path
) -> None:
    fresh = tmp_path / "sbir.duckdb"
    run_dbt("compile", "--empty", database=fresh)
    said = run_dbt("build", "--empty", *GATES_ONLY, database=fresh).stdout
    assert "match_rate_gate: holds: not judged, --empty reads no rows" in said
    marts = published(fresh)
    del marts["fct_match_precision"]  # speaks of every method, also where it accepted nothing
    assert {mart.rows for mart in marts.values()} == {0}


def test_a_file_without_awards_is_no_reason_to_publish_none(
    run_dbt, database: Path, tmp_path: Path
) -> None:
    before = published(database)
    empty = tmp_path / "no_awards.csv"
    with Path("seeds/samples/award_data.csv").open(encoding="utf-8") as sample:
        empty.write_text(sample.readline(), encoding="utf-8")
    failed = run_dbt(
        "build",
        *GATES_ONLY,
        database=database,
        variables={"sbir_award_data": str(empty), "min_match_rate": 0},
        succeeds=False,
    )
    assert failed.returncode == 1
    assert "no_awards.csv" in failed.stdout
    assert published(database) == before


def test_wrong_settings_are_named_all_at_once_before_anything_is_read(
    run_dbt, tmp_path: Path
) -> None:
    fresh = tmp_path / "sbir.duckdb"
    wrong = """{min_match_rat: 0.3, min_match_rate: 1.5, min_completeness: abc,
        name_ambiguity_odds: 0, name_candidates_kept: 2.5, sbir_award_data: 7,
        name_review_score: 95, name_accept_score: 85, name_accept_score: 90}"""
    refused = run_dbt("build", "--vars", wrong, database=fresh, succeeds=False)
    assert refused.returncode in {1, 2}
    for complaint in (
        "There is no setting min_match_rat (--vars). Did you mean min_match_rate?",
        "min_match_rate is 1.5 (--vars); it must lie between 0 and 1.",
        "min_completeness must be a number, not 'abc' (--vars).",
        "name_ambiguity_odds is 0 (--vars); it must lie between 1 and",
        "name_candidates_kept must be a whole number, not 2.5 (--vars).",
        "sbir_award_data must be a text, not 7 (--vars).",
        "name_review_score is 95; it must not be above name_accept_score, 90.",
        "name_accept_score is given more than once; only the last would count.",
    ):
        assert complaint in refused.stdout
    assert not fresh.exists(), "no database was made"


def test_a_misspelt_model_is_no_empty_success(run_dbt, tmp_path: Path) -> None:
    refused = run_dbt(
        "build", "-s", "no_such_model", database=tmp_path / "sbir.duckdb", succeeds=False
    )
    assert "no_such_model" in refused.stdout
