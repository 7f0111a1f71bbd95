r"""Inspect PostgreSQL COPY text, the format of the tables in USAspending's database dump.

One record per line, tabs between columns, no quotes, `\N` for null. A first line
`COPY schema.table (columns) FROM stdin;` and a last line `\.` may be there or not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sbir_enrichment.input_files import problems
from sbir_enrichment.input_files.headers import known_headers
from sbir_enrichment.input_files.requests import SourceColumn

# The only source that is offered as a dump, and the order of its columns there.
DUMPED_SOURCE = "usaspending.recipient_lookup"
DUMPED_COLUMNS = (
    "id",
    "recipient_hash",
    "legal_business_name",
    "duns",
    "address_line_1",
    "address_line_2",
    "business_types_codes",
    "city",
    "congressional_district",
    "country_code",
    "parent_duns",
    "parent_legal_business_name",
    "state",
    "zip4",
    "zip5",
    "alternate_names",
    "source",
    "update_date",
    "uei",
    "parent_uei",
)

_STATEMENT = re.compile(
    rb"COPY\s+[^\s(]+\s*(?:\((?P<columns>[^)]*)\))?\s*FROM\s+stdin\b[^\n]*", re.I
)
_DUMP_PREAMBLE = re.compile(rb"--|SET\s|SELECT\s|CREATE\s|BEGIN\b|\\restrict|\\connect", re.I)
_TERMINATOR = b"\\."


@dataclass(frozen=True)
class CopyHead:
    """How a COPY text begins."""

    headers: tuple[str, ...] = ()
    skip_lines: int = 0
    problem: str | None = None


def read_copy_head(path: str, sample: bytes, columns: Sequence[SourceColumn]) -> CopyHead | None:
    """Read the beginning of a COPY text, or return None when the sample is none."""
    first_line = sample.partition(b"\n")[0]
    statement = _STATEMENT.match(first_line)
    if statement:
        if statement["columns"] is None:
            return CopyHead(problem=problems.unreadable_copy(path))
        named = statement["columns"].decode("utf-8", "replace").split(",")
        return CopyHead(tuple(name.strip().strip('"') for name in named), 1)
    if _DUMP_PREAMBLE.match(sample.lstrip()):
        return CopyHead(problem=problems.other_statements(path, 1))
    cells = first_line.decode("utf-8", "replace").split("\t")
    # A firm may be called "Source": one or two such words do not make a header.
    if len(cells) == len(DUMPED_COLUMNS) and known_headers(cells, columns) <= len(cells) // 4:
        return CopyHead(DUMPED_COLUMNS, 0)
    return None


@dataclass
class CopyScanner:
    """Counts the records of a COPY text, block by block."""

    lines_to_skip: int = 0
    lines: int = 0
    records: int = 0
    blank_records: list[int] = field(default_factory=list)
    statement_line: int = 0
    """The first line after the terminator that holds something; 0 when there is none."""
    _is_over: bool = False
    _rest: bytes = b""

    def feed(self, block: bytes) -> None:
        """Take in the next block."""
        whole, mark, rest = (self._rest + block).rpartition(b"\n")
        self._rest = rest
        if mark:
            self._scan(whole + mark)

    def finish(self) -> None:
        """Say that there are no more blocks."""
        if self._rest:
            self._scan(self._rest + b"\n")
            self._rest = b""

    def _scan(self, data: bytes) -> None:
        if self._is_plain(data):
            lines = data.count(b"\n")
            self.lines += lines
            self.records += lines
            return
        for line in data.split(b"\n")[:-1]:
            self._add_line(line.rstrip(b"\r"))

    def _is_plain(self, data: bytes) -> bool:
        """True when every line is a record."""
        return (
            self.lines >= self.lines_to_skip
            and not self._is_over
            and not data.startswith((_TERMINATOR, b"\n", b"\r\n"))
            and not any(mark in data for mark in (b"\n\\.", b"\n\n", b"\n\r\n"))
        )

    def _add_line(self, line: bytes) -> None:
        self.lines += 1
        if self.lines <= self.lines_to_skip:
            return
        if not line:
            self.blank_records.append(self.lines)
        elif self._is_over:
            self.statement_line = self.statement_line or self.lines
        elif line == _TERMINATOR:
            self._is_over = True
        else:
            self.records += 1
