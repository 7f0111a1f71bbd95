"""Enriched awards that were exported: a Parquet or CSV file with the columns of the mart."""

from pathlib import Path

import duckdb

from sbir_enrichment.quality_report.problems import NothingToMeasureError, UnusableInputError

# Without these there is no match rate; the others of the mart are used where they are there.
NEEDED = {
    "award_id": "varchar",
    "company_id": "varchar",
    "award_amount": "decimal(18, 2)",
    "match_status": "varchar",
    "match_method": "varchar",
    "match_score": "double",
    "recipient_id": "varchar",
}
USED = {
    "recipient_name": "varchar",
    "recipient_uei": "varchar",
    "recipient_duns": "varchar",
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
    "match_flags": "varchar",
    "data_flags": "varchar",
    "source_file": "varchar",
    "built_at": "timestamp",
    "dbt_invocation_id": "varchar",
}
READERS = {
    ".parquet": "read_parquet(?)",
    ".csv": "read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"')",
}


def open_awards_file(path: Path) -> tuple[duckdb.DuckDBPyConnection, frozenset[str]]:
    """Read a file into a table `awards` of a database in memory.

    Returns:
        The connection, and the columns of the mart that the file has.

    Raises:
        UnusableInputError: There is no such file, it is of another kind or damaged, it lacks a
            column, or a value in it is none of its column's.
        NothingToMeasureError: It holds no award.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnusableInputError(f"{path}: give enriched awards as .parquet or .csv")
    if not path.is_file():
        raise UnusableInputError(f"{path}: there is no such file (--enriched-file)")
    connection = duckdb.connect()
    try:
        connection.execute(f"create table given as select * from {reader}", [str(path)])
    except duckdb.Error as error:
        raise UnusableInputError(f"{path} cannot be read: {_first_line(error)}") from error
    there = frozenset(
        name for (name,) in connection.sql("select column_name from (describe given)").fetchall()
    )
    missing = [name for name in NEEDED if name not in there]
    if missing:
        raise UnusableInputError(
            f"{path} lacks {', '.join(missing)}: it must have the columns of "
            f"marts.fct_enriched_awards. It has: {', '.join(sorted(there)) or 'none'}"
        )
    _convert(connection, path, there)
    if connection.sql("select count(*) from awards").fetchall() == [(0,)]:
        raise NothingToMeasureError(f"{path} holds no award")
    return connection, there


def _convert(connection: duckdb.DuckDBPyConnection, path: Path, there: frozenset[str]) -> None:
    converted = []
    for name, kind in {**NEEDED, **USED}.items():
        if name not in there:
            converted.append(f"null::{kind} as {name}")
            continue
        # An empty cell of a CSV says nothing, save in the flags, where it says: none.
        text = f"nullif({name}::varchar, '')"
        unread = connection.sql(
            f"select {text} from given where {text} is not null and try_cast({text} as {kind}) "
            "is null limit 1"
        ).fetchone()
        if unread:
            raise UnusableInputError(f"{path}: {name} holds '{unread[0]:.60}', which is no {kind}")
        converted.append(f"{text}::{kind} as {name}")
    connection.execute(f"create table awards as select {', '.join(converted)} from given")


def _first_line(error: duckdb.Error) -> str:
    return str(error).strip().splitlines()[0]
