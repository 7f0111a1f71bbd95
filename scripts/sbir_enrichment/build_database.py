"""The database of a build, opened so that nothing in it can be changed."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

MAGIC = b"DUCK"
MAGIC_AT = 8
TABLES = """
    select table_schema || '.' || table_name
    from information_schema.tables where table_catalog = ?
"""
MARK = """
    select comment from duckdb_tables()
    where database_name = ? and schema_name = 'intermediate' and table_name = 'int_award_matches'
"""


class NoDatabaseError(Exception):
    """The path is none of a DuckDB database; the message names it."""


class NoBuildError(Exception):
    """The database cannot be read now, or holds no build; the message says what to do."""


def is_database(path: Path) -> bool:
    """Return whether the file is a DuckDB database, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(MAGIC_AT + len(MAGIC))[MAGIC_AT:] == MAGIC


def attach_build(
    connection: duckdb.DuckDBPyConnection, path: Path, needed: Iterable[str], name: str = "build"
) -> None:
    """Attach a database for reading; its tables are then `<name>.<schema>.<table>`.

    Args:
        connection: Any, such as one in memory.
        path: The database.
        needed: Tables that must be there, as `schema.table`.
        name: Under which to attach it.

    Raises:
        NoDatabaseError: There is no such file, or it is none of DuckDB.
        NoBuildError: Another process writes to it, or a table is missing.
    """
    if not path.is_file():
        raise NoDatabaseError(f"{path}: there is no such file; make a build with `make build`")
    if not path.stat().st_size:
        raise NoBuildError(f"{path} is empty, and so no build; make one with `make build`")
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"attach '{quoted}' as {name} (read_only)")
    except duckdb.Error as error:
        if "lock" in str(error):
            raise NoBuildError(
                f"{path} is open for writing elsewhere; try again when that is done"
            ) from error
        raise NoDatabaseError(f"{path} is no database that DuckDB can read: {error}") from error
    there = {table for (table,) in connection.execute(TABLES, [name]).fetchall()}
    missing = [table for table in needed if table not in there]
    if missing:
        raise NoBuildError(
            f"{path} is no finished build of this version of the project: it lacks "
            f"{', '.join(missing)}. Build it with `make build` or `dbt build`"
        )


def origin_of_matches(connection: duckdb.DuckDBPyConnection, name: str = "build") -> dict[str, Any]:
    """Return what `note_origin` wrote on the matches: run, time, settings and files.

    Empty where an older version of the project made them.
    """
    row = connection.execute(MARK, [name]).fetchone()
    if row is None or not row[0]:
        return {}
    origin: dict[str, Any] = json.loads(row[0])
    return origin
