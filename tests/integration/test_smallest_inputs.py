"""A single award: of a firm that no recipient is like, or matched by a run that was killed."""

import csv
import time
from pathlib import Path

import duckdb

from dbt_runs import FILES_BESIDE_DATABASE, GATES_ONLY, link_project
from sbir_enrichment.recovery_drill.redone import count_finished, redone_nodes
from sbir_enrichment.recovery_drill.site import Site

SAMPLES = Path(__file__).parents[2] / "seeds" / "samples"
AWARD = {
    "Company": "Ravensholt Sensing Inc",
    "UEI": "RVNSHLTSNSG1",
    "Agency": "Department of Energy",
    "Phase": "Phase I",
    "Program": "SBIR",
    "Award Year": "2021",
    "Award Amount": "100000",
    "Award Title": "A made-up award",
    "Agency Tracking Number": "T1",
}
DONE_BEFORE_KILL = 60
FIGURES = """
    select
        count(*),
        any_value(match_status),
        any_value(match_method),
        (select match_rate from marts.fct_match_quality where dimension = 'overall'),
        (select count(*) from marts.dim_companies),
        (select count(*) from marts.dim_recipients)
    from marts.fct_enriched_awards
"""


def write(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows, or none, under the header of the sample."""
    with (SAMPLES / path.name).open(encoding="utf-8", newline="") as sample:
        header = next(csv.reader(sample))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)


def write_inputs(folder: Path, recipient: dict[str, str]) -> None:
    hash_of_row = {"recipient_hash": "00000001-0000-0000-0000-000000000000"}
    write(folder / "award_data.csv", [AWARD])
    write(folder / "recipient_lookup.csv", [hash_of_row | recipient])
    write(folder / "prime_awards.csv", [])


def figures(database: Path) -> tuple[object, ...]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.sql(FIGURES).fetchall()[0]


def test_an_award_that_matches_nothing_is_published_as_unmatched(run_dbt, tmp_path: Path) -> None:
    write_inputs(tmp_path, {"legal_business_name": "QUIMBLE & OAKES LLP", "uei": "QMBLKSXXXXX2"})
    database = tmp_path / "sbir.duckdb"
    variables = {**FILES_BESIDE_DATABASE, "min_match_rate": 0}
    said = run_dbt("build", *GATES_ONLY, database=database, variables=variables).stdout
    assert "match_rate_gate: holds: match rate 0.00 % " in said
    assert figures(database) == (1, "unmatched", None, 0.0, 1, 1)


def test_a_run_that_was_killed_is_resumed_and_all_awards_are_matched(tmp_path: Path) -> None:
    site = Site(link_project(tmp_path), tmp_path)
    for folder in (site.database.parent, tmp_path / "inputs"):
        folder.mkdir()
    write_inputs(
        tmp_path / "inputs",
        {"legal_business_name": "RAVENSHOLT SENSING INC", "uei": "RVNSHLTSNSG1"},
    )
    run = site.start()
    give_up = time.monotonic() + 300
    while count_finished(site.ledger, "") < DONE_BEFORE_KILL and time.monotonic() < give_up:
        assert run.poll() is None, (tmp_path / "run.log").read_text(encoding="utf-8")
        time.sleep(0.02)
    run.kill()
    assert run.wait() == -9
    done = count_finished(site.ledger, "")
    assert site.start("--resume").wait() == 0
    said = (tmp_path / "run.log").read_text(encoding="utf-8")
    assert f"Resuming: {done} nodes are done." in said
    assert not redone_nodes(site.ledger, tmp_path / "target")
    assert figures(site.database) == (1, "accepted", "uei_exact", 1.0, 1, 1)
    assert len(site.runs_published()) == 1
