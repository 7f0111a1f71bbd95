"""One row per input file: what was found out about it, in the shape that SQL reads."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

import pyarrow as pa


@dataclass(frozen=True)
class DamagedRow:
    """A physical line that was set aside because it would have swallowed its neighbours."""

    line: int
    reason: str
    raw: str


@dataclass(frozen=True)
class InputFile:
    """What is known about one input file; INPUT_FILES lists the columns' types.

    `skip_lines` is how many lines stand before the first record. `blank_records` are the places of
    the blank lines of `read_path` in DuckDB's count of lines (a record over several lines is one).
    `content_hash` is the SHA-256 of the unpacked original bytes.
    """

    source_name: str
    file_path: str
    read_path: str = ""
    file_format: str = ""
    encoding: str = ""
    delimiter: str = ""
    skip_lines: int = 0
    headers: tuple[str, ...] = ()
    column_names: tuple[str, ...] = ()
    column_types: tuple[str, ...] = ()
    records: int = 0
    lines: int = 0
    multiline_records: int = 0
    blank_records: tuple[int, ...] = ()
    damaged_rows: tuple[DamagedRow, ...] = ()
    bytes: int = 0
    content_hash: str = ""
    modified_at: datetime | None = None
    problem: str | None = None
    warning: str | None = None


_DAMAGED_ROW = pa.struct([("line", pa.int64()), ("reason", pa.string()), ("raw", pa.string())])

INPUT_FILES = pa.schema(
    [
        ("source_name", pa.string()),
        ("file_path", pa.string()),
        ("read_path", pa.string()),
        ("file_format", pa.string()),
        ("encoding", pa.string()),
        ("delimiter", pa.string()),
        ("skip_lines", pa.int64()),
        ("headers", pa.list_(pa.string())),
        ("column_names", pa.list_(pa.string())),
        ("column_types", pa.list_(pa.string())),
        ("records", pa.int64()),
        ("lines", pa.int64()),
        ("multiline_records", pa.int64()),
        ("blank_records", pa.list_(pa.int64())),
        ("damaged_rows", pa.list_(_DAMAGED_ROW)),
        ("bytes", pa.int64()),
        ("content_hash", pa.string()),
        ("modified_at", pa.timestamp("us")),
        ("problem", pa.string()),
        ("warning", pa.string()),
    ]
)


def to_table(files: Iterable[InputFile]) -> pa.Table:
    """Return the files as a table, sorted, and typed also when there are none."""
    ordered = sorted(files, key=lambda file: (file.source_name, file.file_path))
    rows = [{item.name: getattr(file, item.name) for item in fields(file)} for file in ordered]
    for row in rows:
        row["damaged_rows"] = [vars(damaged) for damaged in row["damaged_rows"]]
    return pa.Table.from_pylist(rows, schema=INPUT_FILES)
