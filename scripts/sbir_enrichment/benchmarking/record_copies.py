"""Copying some records of an award file, byte for byte, into a file of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from sbir_enrichment.input_files.byte_streams import read_head
from sbir_enrichment.input_files.file_kinds import HEAD_BYTES, is_gzip
from sbir_enrichment.input_files.headers import SAMPLE_BYTES
from sbir_enrichment.input_files.text_streams import (
    LineEnds,
    TextPlan,
    has_lone_cr_line_ends,
    is_utf16,
    text_blocks,
    text_head,
)

_PARQUET = """
    copy (
        select * exclude (file_row_number)
        from read_parquet('{source}', file_row_number = true)
        where file_row_number in (select unnest($rows))
        order by file_row_number
    ) to '{target}' (format parquet)
"""


@dataclass(frozen=True)
class Record:
    """One record in its file: its place among the records, its first line, the breaks within it."""

    file_row: int
    line: int
    line_breaks: int


@dataclass(frozen=True)
class RecordsOfFile:
    """A file, and some of its records in its order.

    Attributes:
        is_parquet: Otherwise it is text, maybe packed.
        header_lines: Lines before the first record.
    """

    path: Path
    is_parquet: bool
    header_lines: int
    records: tuple[Record, ...]

    def copy_to(self, target: Path) -> None:
        """Write the records, and for text the lines above them, to a new file of the same kind.

        Raises:
            OSError: a file cannot be read or written.
            duckdb.Error: the same, for Parquet.
        """
        if self.is_parquet:
            paths = {"source": _quoted(self.path), "target": _quoted(target)}
            rows = [record.file_row - 1 for record in self.records]
            with duckdb.connect() as connection:
                connection.execute(_PARQUET.format(**paths), {"rows": rows})
            return
        wanted = set(range(1, self.header_lines + 1))
        for record in self.records:
            wanted.update(range(record.line, record.line + record.line_breaks + 1))
        with target.open("wb") as copy:
            for number, line in enumerate(_lines(self.path), start=1):
                if number in wanted:
                    copy.write(line)


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a text file as the project counts them, unpacked, each with its end."""
    plan = TextPlan(path, is_gzip(read_head(path, False, HEAD_BYTES)))
    plan = replace(plan, is_utf16=is_utf16(read_head(path, plan.is_gzip, HEAD_BYTES)))
    if has_lone_cr_line_ends(text_head(plan, SAMPLE_BYTES)):
        plan = replace(plan, line_ends=LineEnds.LONE_CR)
    rest = b""
    for block in text_blocks(plan):
        *lines, rest = (rest + block).split(b"\n")
        yield from (line + b"\n" for line in lines)
    if rest:
        yield rest + b"\n"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
