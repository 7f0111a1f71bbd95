"""Files to inspect, and DuckDB to read them with as the project does."""

from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from sbir_enrichment.input_files import InputRequest, SourceColumn, inspect_inputs

SOURCE = "sbir.award_data"
COLUMNS = [
    SourceColumn(SOURCE, "a", "a", True),
    SourceColumn(SOURCE, "b", "b", True),
    SourceColumn(SOURCE, "c", "c", False),
]


class Reading(NamedTuple):
    rows: list[tuple[str | None, ...]]
    rejected_lines: list[int]


def inspect_all(
    location: Path | str, work_folder: Path, columns: Any = None, may_be_empty: bool = False
) -> list[dict[str, Any]]:
    request = InputRequest(SOURCE, "sbir_award_data", str(location), may_be_empty)
    table = inspect_inputs([request], COLUMNS if columns is None else columns, work_folder)
    return table.to_pylist()


def inspect_one(location: Path | str, work_folder: Path, **options: Any) -> dict[str, Any]:
    (found,) = inspect_all(location, work_folder, **options)
    return found


def inspect_bytes(content: bytes, folder: Path, name: str = "x.csv", **options: Any) -> Any:
    path = folder / name
    path.write_bytes(content)
    return inspect_one(path, folder / "work", **options)


def read_with_duckdb(found: dict[str, Any]) -> Reading:
    """Read a file with what was found out about it."""
    columns = {f"column_{place}": "VARCHAR" for place in range(len(found["headers"]))}
    is_copy = found["file_format"] == "copy_text"
    quote = "quote='', escape=''" if is_copy else "quote='\"', escape='\"'"
    with duckdb.connect() as connection:
        connection.execute("set threads = 2")
        rows = connection.execute(
            f"""
            select * from read_csv(?, auto_detect=false, header=false, skip={found["skip_lines"]},
                delim='{found["delimiter"]}', {quote}, columns={columns}, store_rejects=true,
                null_padding=false, max_line_size=8388608, buffer_size=33554432,
                parallel={str(not found["multiline_records"]).lower()})
            """,
            [found["read_path"]],
        ).fetchall()
        lines = connection.execute("select distinct line from reject_errors order by line")
        return Reading(rows, [line for (line,) in lines.fetchall()])
