"""What people decide about firms and recipients holds in the next build, or says why not."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from sbir_enrichment.quality_report.gates import gates_of_warehouse
from sbir_enrichment.quality_report.warehouses import open_warehouse

AWARDS = Path("seeds/samples/award_data.csv")
OTHER_TESTS = ("--exclude", "test_type:unit", "test_name:not_null", "test_name:unique*")
NO_SEED = ("--exclude-resource-type", "seed")
NEW_UEI = "ZZ9XK7LM3NP5"


class Verdict(NamedTuple):
    """What is decided about a firm, or about one of its awards."""

    status: str
    method: str | None
    recipient_id: str | None
    reason: str


class Decided(NamedTuple):
    """A database after decisions, and the firms they were about."""

    database: Path
    pairs: dict[str, tuple[str, str]]


def ask(database: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.sql(query).fetchall()


def decide(database: Path, *rows: tuple[str, str, str], expires_on: str | None = None) -> None:
    """Put decisions where the seed would: (company_id, recipient_id, verdict)."""
    with duckdb.connect(str(database)) as connection:
        connection.executemany(
            "insert into lookups.match_overrides values "
            "(?, 'A firm', ?, 'A RECIPIENT', ?, 'J. Doe', '2026-01-31', 'looked it up', ?)",
            [(*row, expires_on) for row in rows],
        )


def one_firm(database: Path, condition: str) -> tuple[str, str]:
    """The first firm, by id, that is so; with the recipient its verdict is about."""
    return ask(
        database,
        f"""
        select company_id, best_recipient_id from intermediate.int_company_matches
        join intermediate.int_companies using (company_id)
        where {condition} order by company_id limit 1
        """,
    )[0]


def pairs_to_decide_on(database: Path) -> dict[str, tuple[str, str]]:
    """A firm for each kind of decision, and the recipient that is decided about."""
    taken = "match_status = 'accepted' and best_method = "
    pairs = {
        "uei_ruled_out": one_firm(database, f"{taken} 'uei_exact' and awards > 3"),
        "name_ruled_out": one_firm(database, f"{taken} 'name_fuzzy'"),
        "left_open": one_firm(database, f"{taken} 'uei_exact' and awards = 1"),
        "conflict": one_firm(database, "match_status = 'conflict' and best_method = 'uei_exact'"),
        "unmatched": one_firm(database, "match_status = 'unmatched'"),
        "gets_a_uei": one_firm(database, f"{taken} 'duns_exact' and uei is null and names = 1"),
    }
    (rival,) = ask(
        database,
        f"""
        select min(recipient_id) from intermediate.int_match_evidence
        where company_id = '{pairs["conflict"][0]}' and recipient_id <> '{pairs["conflict"][1]}'
        """,
    )[0]
    pairs["conflict"] = (pairs["conflict"][0], rival)
    pairs["unmatched"] = (pairs["unmatched"][0], pairs["uei_ruled_out"][1])
    return pairs


def add_award_with_a_uei(database: Path, company_id: str, awards: Path) -> None:
    """Write the sample and one more award, by which the firm turns out to have a UEI."""
    (line,) = ask(
        database,
        f"""
        select min(source_line) from marts.fct_enriched_awards
        where company_id = '{company_id}' and company_duns is not null
        """,
    )[0]
    text = AWARDS.read_text(encoding="utf-8").splitlines(keepends=True)
    header = next(csv.reader(text[:1]))
    row = dict(zip(header, next(csv.reader(text[line - 1 :])), strict=True))
    row |= {"Award Title": "Another award", "UEI": NEW_UEI}
    with awards.open("w", newline="", encoding="utf-8") as file:
        file.writelines(text)
        csv.DictWriter(file, header).writerow(row)


@pytest.fixture(scope="module")
def decided(run_dbt, built_sample: Path, tmp_path_factory) -> Iterator[Decided]:
    """The build after six decisions, in which one of the firms got an award that names its UEI."""
    folder = tmp_path_factory.mktemp("decided")
    database = folder / "sbir.duckdb"
    shutil.copy(built_sample, database)
    pairs = pairs_to_decide_on(database)
    add_award_with_a_uei(database, pairs["gets_a_uei"][0], folder / "award_data.csv")
    decide(
        database,
        (*pairs["uei_ruled_out"], "different"),
        (*pairs["name_ruled_out"], "different"),
        (*pairs["left_open"], "unsure"),
        (*pairs["conflict"], "same"),
        (*pairs["unmatched"], "same"),
        (*pairs["gets_a_uei"], "same"),
    )
    run_dbt(
        "build",
        *NO_SEED,
        *OTHER_TESTS,
        database=database,
        variables={"sbir_award_data": str(folder / "award_data.csv"), "min_match_rate": 0.1},
    )
    return Decided(database, pairs)


def verdict_on(decided: Decided, kind: str) -> Verdict:
    query = f"""
        select match_status, match_method, recipient_id, match_reason from marts.dim_companies
        where company_id = '{decided.pairs[kind][0]}'
    """
    return Verdict(*ask(decided.database, query)[0])


@pytest.mark.parametrize("kind", ["conflict", "unmatched"])
def test_what_is_the_same_by_decision_is_accepted_against_all_evidence(
    decided: Decided, kind: str
) -> None:
    verdict = verdict_on(decided, kind)
    assert verdict[:3] == ("accepted", "override", decided.pairs[kind][1])
    assert verdict.reason.startswith("Accepted: decision of J. Doe, 2026-01-31: looked it up; ")
    awards = ask(
        decided.database,
        f"""
        select distinct match_status, match_method, recipient_id from marts.fct_enriched_awards
        where company_id = '{decided.pairs[kind][0]}'
        """,
    )
    assert awards == [verdict[:3]]


@pytest.mark.parametrize("kind", ["uei_ruled_out", "name_ruled_out"])
def test_a_recipient_that_was_ruled_out_is_no_evidence_of_any_kind(
    decided: Decided, kind: str
) -> None:
    company_id, recipient_id = decided.pairs[kind]
    assert verdict_on(decided, kind).recipient_id != recipient_id
    evidence = "select recipient_id from intermediate.int_heeded_evidence where company_id = "
    assert (recipient_id,) not in ask(decided.database, f"{evidence} '{company_id}'")
    assert (recipient_id,) in ask(decided.database, f"{evidence} '{company_id}/undecided'")


def test_a_firm_whose_uei_was_ruled_out_is_searched_by_name(decided: Decided) -> None:
    searched = ask(
        decided.database,
        f"""
        select count(*) from intermediate.int_company_names
        join intermediate.int_searched_names using (name_key)
        where company_id = '{decided.pairs["uei_ruled_out"][0]}'
        """,
    )
    assert searched[0][0] > 0


def test_what_was_left_open_waits_for_review(decided: Decided) -> None:
    verdict = verdict_on(decided, "left_open")
    assert verdict[:3] == ("review", None, None)
    assert verdict.reason.endswith("is left open, decision of J. Doe, 2026-01-31: looked it up")


def test_a_decision_follows_its_firm_when_the_firm_gets_another_id(decided: Decided) -> None:
    old_id, recipient_id = decided.pairs["gets_a_uei"]
    assert not ask(decided.database, f"from marts.dim_companies where company_id = '{old_id}'")
    found = ask(
        decided.database,
        "select match_status, match_method, recipient_id from marts.dim_companies "
        f"where uei = '{NEW_UEI}'",
    )
    assert found == [("accepted", "override", recipient_id)]


def test_decisions_that_cannot_be_heeded_stop_the_build_and_name_their_lines(
    run_dbt, decided: Decided
) -> None:
    company_id, _ = decided.pairs["conflict"]
    other = decided.pairs["unmatched"][1]
    decide(decided.database, (company_id, other, "same"), ("no_firm", other, "different"))
    decide(decided.database, (*decided.pairs["name_ruled_out"], "unsure"), expires_on="2026-02-01")
    built = "select max(dbt_invocation_id) from marts.fct_enriched_awards"
    before = ask(decided.database, built)
    failed = run_dbt(
        "build",
        "-s",
        "int_written_decisions+",
        database=decided.database,
        variables={"sbir_award_data": str(decided.database.with_name("award_data.csv"))}
        | {"min_match_rate": 0.1},
        succeeds=False,
    )
    assert failed.returncode == 1
    for complaint in (
        "line 5 (A firm and A RECIPIENT, same): it contradicts match_overrides.csv line 8",
        "line 8 (A firm and A RECIPIENT, same): it contradicts match_overrides.csv line 5",
        "line 9 (A firm and A RECIPIENT, different): there is no firm no_firm among the awards",
        "line 10 (A firm and A RECIPIENT, unsure): it expired on 2026-02-01",
    ):
        assert f"decisions_can_be_heeded: FAILS: match_overrides.csv {complaint}" in failed.stdout
    assert "The marts were not rebuilt." in failed.stdout
    assert ask(decided.database, built) == before
    with open_warehouse(decided.database) as connection:
        gates = {gate.name: gate for gate in gates_of_warehouse(connection)}
    gate = gates["decisions_can_be_heeded"]
    assert (gate.is_met, gate.measured) == (False, 4), "a failure of the report, no mere warning"
    assert gate.finding.startswith("match_overrides.csv line 5 (A firm and A RECIPIENT, same)")
