"""What a CSV record is, told by regular expressions: exact, and used where speed does not matter.

RFC 4180 with DuckDB's two liberties: one space may stand before an opening quote, and spaces may
stand after a closing one. A quote inside an unquoted field is ordinary text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_RECORD_BYTES = 8 * 1024 * 1024


class Shape(NamedTuple):
    """What a record looks like inside."""

    columns: int
    has_bare_quote: bool
    stray_returns: int


class Grammar:
    """The patterns of records with one delimiter."""

    def __init__(self, delimiter: bytes) -> None:
        comma = re.escape(delimiter)
        inside = rb'[^"]*+(?:""[^"]*+)*+'
        quoted = rb' ?"' + inside + rb'"[ \r]*+(?=[\n' + comma + rb"])"
        plain = rb'(?! ?")[^\n' + comma + rb"]*+"
        field = rb"(?:" + quoted + rb"|" + plain + rb")"
        last = rb"(?: ?\"" + inside + rb'(?:"[ \r]*+)?|' + plain + rb")"
        self._record = re.compile(field + rb"(?:" + comma + field + rb")*+\n")
        self._unfinished = re.compile(rb"(?:" + field + comma + rb")*+" + last + rb"\Z")
        self._field = re.compile(rb"(?P<quoted>" + quoted + rb")|(?P<plain>" + plain + rb")")

    def end_of_record(self, data: bytes, start: int) -> int | None:
        """Return where the record that begins at `start` ends, line end included, if it is one."""
        match = self._record.match(data, start, start + MAX_RECORD_BYTES)
        return None if match is None else match.end()

    def is_unfinished(self, data: bytes, start: int, stop: int) -> bool:
        """True when data[start:stop] is a record so far, and only what follows can complete it."""
        return self._unfinished.match(data, start, stop) is not None

    def shape(self, data: bytes, start: int, end: int) -> Shape:
        """Describe the record data[start:end], its line end included."""
        columns = stray_returns = 0
        has_bare_quote = False
        for field, is_quoted in self._fields(data, start, end):
            columns += 1
            text = field.rpartition(b'"')[2] if is_quoted else field
            has_bare_quote = has_bare_quote or b'"' in text
            stray_returns += text.count(b"\r")
        return Shape(columns, has_bare_quote, stray_returns)

    def cells(self, data: bytes, start: int, end: int) -> list[bytes]:
        """Return the values of the record data[start:end], without quotes and outer blanks."""
        return [
            field.strip()[1:-1].replace(b'""', b'"') if is_quoted else field.strip()
            for field, is_quoted in self._fields(data, start, end)
        ]

    def _fields(self, data: bytes, start: int, end: int) -> Iterator[tuple[bytes, bool]]:
        """Yield each field as it stands there, the last one without its CR, and if it is quoted."""
        position = start
        while position < end and (field := self._field.match(data, position, end)):
            position = field.end() + 1
            text = field[0].removesuffix(b"\r") if position == end else field[0]
            yield text, field.lastgroup == "quoted"
