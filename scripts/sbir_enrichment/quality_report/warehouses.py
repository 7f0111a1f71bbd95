"""The marts of a build."""

import os
from pathlib import Path

import duckdb

from sbir_enrichment.quality_report.problems import NothingToMeasureError, UnusableInputError

MARTS = (
    "fct_enriched_awards",
    "fct_match_quality",
    "fct_match_precision",
    "fct_match_changes",
    "fct_rejected_rows",
)
THERE = """
    select table_name from information_schema.tables
    where table_schema = 'marts' and table_catalog = current_database()
"""


def default_database() -> Path:
    """Return where dbt builds when nothing else is said."""
    return Path(os.environ.get("SBIR_DUCKDB_PATH", "sbir.duckdb"))


def open_warehouse(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a build for reading, its enriched awards as the view `awards`.

    Raises:
        NothingToMeasureError: There is no database, it cannot be opened just now, or it holds no
            marts or no award.
        UnusableInputError: The path is no database of DuckDB.
    """
    if not path.is_file() or not path.stat().st_size:
        raise NothingToMeasureError(f"{path}: no build is there; make one with `make build`")
    try:
        connection = duckdb.connect()
        connection.execute(f"attach '{_quoted(path)}' as build (read_only)")
        connection.execute("use build")
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise NothingToMeasureError(
                f"{path} is open for writing elsewhere; try again when that build is done"
            ) from error
        raise UnusableInputError(f"{path} is no database of DuckDB") from error
    there = {name for (name,) in connection.sql(THERE).fetchall()}
    missing = [f"marts.{name}" for name in MARTS if name not in there]
    if missing:
        raise NothingToMeasureError(
            f"{path} lacks {', '.join(missing)}: no build has published there yet; if a gate "
            "failed, its message says why"
        )
    connection.execute("create temp view awards as from build.marts.fct_enriched_awards")
    if connection.sql("select count(*) from awards").fetchall() == [(0,)]:
        raise NothingToMeasureError(f"{path}: the marts hold no award")
    return connection


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
