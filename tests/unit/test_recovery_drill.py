"""What a drill holds marts against, and how it sees that they are not of one run."""

from pathlib import Path

import duckdb

from sbir_enrichment.recovery_drill.redone import count_finished, run_of
from sbir_enrichment.recovery_drill.site import Site

MARTS = {
    "fct_enriched_awards": "'a1' as award_id, 7 as award_amount",
    "fct_match_changes": "'a1' as award_id, '{run}' as earlier_invocation_id, "
    "timestamp '2026-01-0{day}' as earlier_built_at",
}


def published(folder: Path, run: str, day: int) -> Site:
    """Make a site whose marts are of one run, with one left behind that nobody published."""
    site = Site(Path(), folder / run)
    site.database.parent.mkdir(parents=True)
    with duckdb.connect(str(site.database)) as connection:
        connection.execute("create schema marts")
        for mart, columns in MARTS.items():
            select = f"select {columns.format(run=run, day=day)}, '{run}' as dbt_invocation_id"
            connection.execute(f"create table marts.{mart} as {select}, now() as built_at")
        connection.execute("create table marts.dim_companies__unpublished as select 1 as one")
    return site


def change(site: Site, statement: str) -> None:
    with duckdb.connect(str(site.database)) as connection:
        connection.execute(statement)


def test_the_same_rows_of_two_runs_are_alike_and_another_row_is_not(tmp_path: Path) -> None:
    one, other = published(tmp_path, "r1", 1), published(tmp_path, "r2", 2)
    assert one.marts() == other.marts()
    assert sorted(one.marts()) == sorted(MARTS)
    change(other, "update marts.fct_enriched_awards set award_amount = 8")
    unlike = {mart for mart, rows in one.marts().items() if rows != other.marts()[mart]}
    assert unlike == {"fct_enriched_awards"}


def test_marts_of_two_runs_are_seen_to_be_mixed(tmp_path: Path) -> None:
    site = published(tmp_path, "r1", 1)
    assert site.runs_published() == {"r1"}
    change(site, "update marts.fct_match_changes set dbt_invocation_id = 'r0'")
    assert site.runs_published() == {"r0", "r1"}


def test_a_ledger_of_the_run_before_tells_nothing_of_a_run_killed_before_it_wrote_one(
    tmp_path: Path,
) -> None:
    ledger = tmp_path / "run.jsonl"
    node = '{"node": {"unique_id": "model.a", "seconds": 1}}\n'
    ledger.write_text('{"fingerprint": 1}\n' + node, encoding="utf-8")
    before = run_of(ledger)
    assert count_finished(ledger, before) == 0
    ledger.write_text('{"fingerprint": 2}\n' + node, encoding="utf-8")
    assert count_finished(ledger, before) == 1
    assert count_finished(tmp_path / "none", run_of(tmp_path / "none")) == 0
