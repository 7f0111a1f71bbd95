"""A small build to look ids up in, and files of decisions; all days lie behind whoever tests."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

FIRMS = {
    "acme": "Acme Labs",
    "beta": "Beta Optics",
    "odd": '=cmd|"/c calc"!A1',
    "turned": "\u202eevil\u202c\x07 Labs\nInc",
}
RECIPIENTS = {"r1": "ACME LABS INC", "r2": "BETA OPTICS LLC", "r3": "@SUM(A1)"}
HEADER = (
    "company_id,company_name,recipient_id,recipient_name,"
    "verdict,decided_by,decided_on,reason,expires_on"
)
LABELS = (
    "company_id,company_name,recipient_id,recipient_name,match_method,stratum,stratum_firms,"
    "verdict,decided_by,decided_on,reason"
)


def write_build(database: Path) -> Path:
    """Write the two marts that ids are looked up in."""
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema marts")
        for table, kind, names in (
            ("dim_companies", "company", FIRMS),
            ("dim_recipients", "recipient", RECIPIENTS),
        ):
            connection.execute(f"create table marts.{table} ({kind}_id text, {kind}_name text)")
            connection.executemany(
                f"insert into marts.{table} values (?, ?)", [list(row) for row in names.items()]
            )
        # A firm whose id has changed since a decision named it, and one that nobody finds.
        connection.execute("create schema intermediate")
        connection.execute(
            "create table intermediate.int_decision_targets as from (values "
            "('acme-before', 'r1', 'acme', 'r1'), ('gone', 'r1', null, 'r1')) "
            "targets(written_company_id, written_recipient_id, company_id, recipient_id)"
        )
    return database


def row(  # noqa: PLR0913
    firm: str = "acme",
    recipient: str = "r1",
    verdict: str = "same",
    on: str = "2020-01-31",
    *,
    expires: str = "",
    reason: str = "one address",
) -> str:
    return f"{firm},,{recipient},,{verdict},Ann,{on},{reason},{expires}"


def csv_of(rows: Iterable[str], header: str = HEADER) -> str:
    return "\n".join([header, *rows]) + "\n"
