"""A build, opened to read its marts."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from sbir_enrichment.build_database import NoBuildError, NoDatabaseError, attach_build
from sbir_enrichment.review.problems import CouldNotCheckError


@contextmanager
def opened(database: Path, needed: Iterable[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a build to read its tables.

    Args:
        database: The build.
        needed: What will be read, as `schema.table`.

    Raises:
        CouldNotCheckError: There is none, it cannot be read now, or it lacks a table.
    """
    if not database.is_file():
        raise CouldNotCheckError(
            f"there is no build at {database}: `make build` makes one, --database names another"
        )
    try:
        with duckdb.connect() as connection:
            attach_build(connection, database, needed)
            connection.execute("use build")
            yield connection
    except (NoDatabaseError, NoBuildError) as problem:
        raise CouldNotCheckError(str(problem)) from problem
    except duckdb.Error as error:
        told = str(error).partition("\n")[0]
        raise CouldNotCheckError(
            f"{database} cannot be read as a finished build of this project: {told}"
        ) from error


def dictionaries(result: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the rows of a result, column to value."""
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
