"""Enriched awards and a small build, counted by hand."""

from pathlib import Path
from typing import Any

import duckdb

from sbir_enrichment.project_sql import STATUSES, match_methods

COLUMNS = {
    "award_id": "varchar",
    "company_id": "varchar",
    "company_name": "varchar",
    "company_uei": "varchar",
    "company_duns": "varchar",
    "company_state": "varchar",
    "agency": "varchar",
    "branch": "varchar",
    "phase": "varchar",
    "program": "varchar",
    "award_year": "integer",
    "award_date": "date",
    "award_amount": "decimal(18, 2)",
    "match_status": "varchar",
    "match_method": "varchar",
    "match_score": "double",
    "match_flags": "varchar",
    "recipient_id": "varchar",
    "data_flags": "varchar",
    "source_file": "varchar",
    "source_line": "bigint",
    "built_at": "timestamp",
    "dbt_invocation_id": "varchar",
}


def award(number: int, **given: Any) -> dict[str, Any]:
    """An accepted award of firm `number`, unless something else is given."""
    return {
        "award_id": f"award {number}",
        "company_id": f"firm {number}",
        "company_name": f"Firm {number}",
        "company_uei": f"UEI{number:09}",
        "company_duns": None,
        "company_state": "CA",
        "agency": "Energy",
        "branch": None,
        "phase": "Phase I",
        "program": "SBIR",
        "award_year": 2020,
        "award_date": "2020-05-01",
        "award_amount": 100,
        "match_status": "accepted",
        "match_method": "uei_exact",
        "match_score": 100,
        "match_flags": "",
        "recipient_id": f"recipient {number}",
        "data_flags": "",
        "source_file": "award_data.csv",
        "source_line": number,
        "built_at": "2026-01-02 03:04:05",
        "dbt_invocation_id": "build 1",
        **given,
    }


def unmatched(number: int, **given: Any) -> dict[str, Any]:
    nothing = {"match_method": None, "match_score": None, "recipient_id": None}
    return award(number, **{"match_status": "unmatched", **nothing, **given})


def mixed_awards() -> list[dict[str, Any]]:
    """Ten awards of nine firms: seven accepted, for 700 of 1,300 dollars."""
    return [
        award(1, company_id="firm 1"),
        award(2, company_id="firm 1", award_year=2005, award_date=None, company_state="MA"),
        award(3, company_duns="012345678"),
        award(4, match_method="duns_exact", company_uei=None, company_duns="087654321"),
        award(5, match_method="name_fuzzy", match_score=93.5, company_uei=None),
        award(6, match_flags="name_disagrees,several_names"),
        award(7, agency="Defense", branch="Navy", award_date="2023-01-01", award_year=2023),
        unmatched(8, agency="Defense", branch="Army", award_amount=500),
        unmatched(9, match_status="review", match_score=80, data_flags="duns_invalid"),
        unmatched(10, match_status="conflict", match_score=100, award_amount=None),
    ]


def write_awards(path: Path, awards: list[dict[str, Any]], without: tuple[str, ...] = ()) -> Path:
    """Write awards as a Parquet or CSV file, by the name's ending."""
    with duckdb.connect() as connection:
        _make_table(connection, "awards", awards)
        columns = ", ".join(name for name in COLUMNS if name not in without)
        connection.execute(f"copy (select {columns} from awards) to '{path}'")
    return path


def write_build(path: Path, awards: list[dict[str, Any]], gates: dict[str, bool]) -> Path:
    """Write the marts of a build, and what its gates measured."""
    methods = tuple(match_methods())
    counts = ", ".join(
        [f"count(*) filter (where match_status = '{status}') as {status}" for status in STATUSES]
        + [f"count(*) filter (where match_method = '{method}') as {method}" for method in methods]
    )
    counted = f"""
        count(*) as awards,
        count(recipient_id) as matched_awards,
        count(distinct company_id) as firms,
        count(distinct company_id) filter (where recipient_id is not null) as matched_firms,
        coalesce(sum(award_amount), 0) as award_amount,
        coalesce(sum(award_amount) filter (where recipient_id is not null), 0)
            as matched_award_amount,
        {counts}
    """
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts; create schema test_results")
        _make_table(connection, "marts.fct_enriched_awards", awards)
        connection.execute(
            f"""
            create table marts.fct_match_quality as
            select 'overall' as dimension, 'all awards' as value, {counted}
            from marts.fct_enriched_awards
            union all
            select 'agency', agency, {counted} from marts.fct_enriched_awards group by agency
            union all
            select 'match_status', match_status, {counted}
            from marts.fct_enriched_awards group by match_status
            """
        )
        connection.execute(
            """
            create table marts.fct_rejected_rows (
                source_name varchar, source_file varchar, source_line bigint,
                reject_reason varchar, raw_text varchar
            );
            create table marts.fct_match_changes (
                change varchar, cause varchar, award_amount decimal(18, 2),
                earlier_built_at timestamp
            );
            create table marts.fct_match_precision (
                match_method varchar, accepted_firms bigint, precision double,
                precision_low double, precision_high double, finding varchar
            )
            """
        )
        for gate, is_met in gates.items():
            connection.execute(
                f"create table test_results.{gate} as select '{gate}' as gate, 0.7 as measured, "
                f"0.6 as threshold, {is_met} as is_met, 'what {gate} found' as finding"
            )
    return path


def _make_table(
    connection: duckdb.DuckDBPyConnection, name: str, awards: list[dict[str, Any]]
) -> None:
    described = ", ".join(f"{column} {kind}" for column, kind in COLUMNS.items())
    connection.execute(f"create table {name} ({described})")
    marks = ", ".join("?" for _ in COLUMNS)
    rows = [[each[column] for column in COLUMNS] for each in awards]
    if rows:
        connection.executemany(f"insert into {name} values ({marks})", rows)
