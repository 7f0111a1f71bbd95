"""Writing the enriched awards of a build as Parquet or CSV."""

from contextlib import suppress
from pathlib import Path

import duckdb

from sbir_enrichment.build_database import NoBuildError, NoDatabaseError, attach_build
from sbir_enrichment.pages.spreadsheet_cells import BEGINS_A_FORMULA

AWARDS = "fct_enriched_awards"
FORMATS = {".parquet": "format parquet", ".csv": "format csv, header true"}
COLUMNS = """
    select column_name, data_type from information_schema.columns
    where table_catalog = 'build' and table_schema = 'marts' and table_name = ?
    order by ordinal_position
"""


class CannotExportError(Exception):
    """What the user asked for cannot be written; the message says why."""


class NothingToExportError(Exception):
    """There is no build, or it has published no awards; the message says what to do."""


def export_awards(database: Path, output: Path) -> int:
    """Write the mart by `award_id`, whole or not at all; the build is only read.

    In CSV a text that a spreadsheet would take for a formula gets a `'` before it; Parquet, which
    spreadsheets do not execute, has all texts as they are.

    Args:
        database: The build.
        output: `.parquet` or `.csv`.

    Returns:
        How many awards were written.

    Raises:
        CannotExportError: The file is of another kind or cannot be written.
        NothingToExportError: There is no build to read.
    """
    kind = FORMATS.get(output.suffix.lower())
    if kind is None:
        raise CannotExportError(f"{output}: name a file that ends in {' or '.join(FORMATS)}")
    with duckdb.connect() as connection:
        try:
            attach_build(connection, database, [f"marts.{AWARDS}"])
        except (NoDatabaseError, NoBuildError) as problem:
            raise NothingToExportError(str(problem)) from problem
        columns = connection.execute(COLUMNS, [AWARDS]).fetchall()
        shown = ", ".join(
            _safe(name) if kind == FORMATS[".csv"] and data_type == "VARCHAR" else f'"{name}"'
            for name, data_type in columns
        )
        beside = output.with_name(f".{output.name}.unfinished")
        written_to = str(beside).replace("'", "''")
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            found = connection.execute(
                f"copy (select {shown} from build.marts.{AWARDS} order by award_id) "
                f"to '{written_to}' ({kind})"
            ).fetchone()
            beside.replace(output)
        except (OSError, duckdb.IOException) as error:
            with suppress(OSError):
                beside.unlink()
            told = error.strerror if isinstance(error, OSError) else str(error).partition("\n")[0]
            raise CannotExportError(f"{output} cannot be written: {told}") from error
    return int(found[0]) if found else 0


def _safe(column: str) -> str:
    """Return SQL for a text that no spreadsheet executes, as `safe_cell` has it in Python."""
    pattern = BEGINS_A_FORMULA.pattern.replace("'", "''")
    return (
        f"""case when regexp_matches("{column}", '^{pattern}') then '''' else '' end """
        f'|| "{column}" as "{column}"'
    )
