"""Rows of a build, as dictionaries."""

from typing import Any

import duckdb

NEEDED = (
    "lookups.name_match_weights",
    "staging.base_sbir__awards",
    "staging.base_sbir__award_ids",
    "staging.stg_sbir__awards",
    "staging.stg_inputs__files",
    "intermediate.int_award_matches",
    "intermediate.int_companies",
    "intermediate.int_company_verdicts",
    "intermediate.int_match_evidence",
    "intermediate.int_match_decisions",
    "intermediate.int_name_pair_features",
)
Row = dict[str, Any]


def rows(connection: duckdb.DuckDBPyConnection, query: str, *values: object) -> list[Row]:
    """Return the rows of a query, each by column name."""
    result = connection.execute(query, list(values))
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def row(connection: duckdb.DuckDBPyConnection, query: str, *values: object) -> Row | None:
    """Return the first row of a query, or None."""
    found = rows(connection, query, *values)
    return found[0] if found else None


def number(connection: duckdb.DuckDBPyConnection, query: str, *values: object) -> int:
    """Return the one number that a query counts."""
    counted = connection.execute(query, list(values)).fetchone()
    return int(counted[0]) if counted and counted[0] is not None else 0
