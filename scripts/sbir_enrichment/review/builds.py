"""A build, opened to read its marts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from sbir_enrichment.review.problems import CouldNotCheckError


@contextmanager
def opened(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a build to read its marts.

    Raises:
        CouldNotCheckError: There is none, or it lacks a mart that is asked for.
    """
    if not database.is_file():
        raise CouldNotCheckError(
            f"there is no build at {database}: `make build` makes one, --database names another"
        )
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            yield connection
    except duckdb.Error as error:
        raise CouldNotCheckError(
            f"{database} cannot be read as a finished build of this project: {error}"
        ) from error


def dictionaries(result: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the rows of a result, column to value."""
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
