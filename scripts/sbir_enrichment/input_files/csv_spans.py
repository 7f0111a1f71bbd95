"""Read whole spans of CSV at once with numpy, up to the first place that needs a closer look.

The quotes of a sound span alternate: odd ones open, even ones close, and a doubled quote inside a
field is one that closes and one that opens again. If every opening quote stands where a field
begins and every closing one where a field ends, then line ends that follow an even number of
quotes are ends of records, and nothing else is. Any quote that breaks the rule is a doubt.
"""

from dataclasses import dataclass, field
from typing import cast

import numpy as np
from numpy.typing import NDArray

from sbir_enrichment.input_files.csv_grammar import MAX_RECORD_BYTES

Positions = NDArray[np.intp]
Flags = NDArray[np.bool_]

_LF, _CR, _QUOTE, _SPACE = b'\n\r" '


@dataclass(frozen=True)
class Span:
    """The sound records from `start` to `end`."""

    start: int
    end: int
    is_doubtful: bool
    """True when the record that begins at `end` needs a closer look."""
    record_numbers: int = 0
    """Records and blank lines."""
    lines: int = 0
    multiline_records: int = 0
    blanks: Positions = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    """Which of them are blank lines, counted from 0."""
    crlf_ends: int = 0
    stray_returns: int = 0


class SpanReader:
    """Reads spans of one piece of a file after another.

    Args:
        delimiter: The byte between columns.
        columns: How many columns a record that runs over several lines must have.
    """

    def __init__(self, delimiter: bytes, columns: int) -> None:
        self._delimiter = delimiter
        self._columns = columns
        self._data = b""
        self._bytes: NDArray[np.uint8] = np.empty(0, dtype=np.uint8)
        self._has_returns = False
        self._opens_after = _table(delimiter[0], _LF, _QUOTE)
        self._closes_before = _table(delimiter[0], _LF, _QUOTE)
        self._ends_field = _table(delimiter[0], _LF)

    def load(self, data: bytes) -> None:
        """Take the piece to read from; it begins where a record begins."""
        self._data = data
        self._bytes = np.frombuffer(data, dtype=np.uint8)
        self._has_returns = b"\r" in data

    def read(self, start: int, stop: int) -> Span:
        """Read the sound records that lie between `start`, where one begins, and `stop`."""
        span_bytes = self._bytes[start:stop]
        newlines = np.flatnonzero(span_bytes == _LF) + start
        quotes = np.flatnonzero(span_bytes == _QUOTE) + start
        limit = self._first_doubt(quotes)
        is_doubtful = limit < quotes.size
        if is_doubtful:
            newlines = newlines[: np.searchsorted(newlines, quotes[limit])]
            quotes = quotes[:limit]
        # Positions in `newlines` of those that end a record.
        enders = np.flatnonzero(np.searchsorted(quotes, newlines) % 2 == 0)
        doubt = self._first_odd_record(start, newlines, enders, quotes)
        if doubt < enders.size:
            enders, is_doubtful = enders[:doubt], True
        if not enders.size:
            return Span(start, start, is_doubtful)
        return self._describe(start, newlines, enders, quotes, is_doubtful)

    def _describe(
        self, start: int, newlines: Positions, enders: Positions, quotes: Positions, doubt: bool
    ) -> Span:
        ends = newlines[enders]
        lengths = np.diff(ends, prepend=start - 1) - 1
        after_return: Flags = np.zeros(ends.size, dtype=np.bool_)
        stray_returns = 0
        if self._has_returns:
            after_return = (lengths > 0) & (self._bytes[ends - 1] == _CR)
            stray_returns = self._count_stray_returns(start, int(ends[-1]), quotes)
        return Span(
            start,
            int(ends[-1]) + 1,
            doubt,
            record_numbers=ends.size,
            lines=int(enders[-1]) + 1,
            multiline_records=int(np.count_nonzero(np.diff(enders, prepend=-1) > 1)),
            blanks=np.flatnonzero((lengths == 0) | ((lengths == 1) & after_return)),
            crlf_ends=int(np.count_nonzero(after_return)),
            stray_returns=stray_returns,
        )

    def _first_doubt(self, quotes: Positions) -> int:
        """Return the index of the first quote that breaks the rule, or how many there are."""
        opening, closing = quotes[0::2], quotes[1::2]
        first_bad = quotes.size
        bad = np.flatnonzero(~self._opens_after[self._byte_at(opening - 1)])
        bad = bad[~self._opens_after_space(opening[bad])]
        if bad.size:
            first_bad = min(first_bad, 2 * int(bad[0]))
        bad = np.flatnonzero(~self._closes_before[self._byte_at(closing + 1)])
        bad = bad[~self._closes_before_space(closing[bad])]
        if bad.size:
            first_bad = min(first_bad, 2 * int(bad[0]) + 1)
        return first_bad

    def _opens_after_space(self, quotes: Positions) -> Flags:
        before = self._byte_at(quotes - 2)
        opens: Flags = (self._byte_at(quotes - 1) == _SPACE) & self._ends_field[before]
        return opens

    def _closes_before_space(self, quotes: Positions) -> Flags:
        after = self._byte_at(quotes + 1)
        is_blank: Flags = (after == _SPACE) | (after == _CR)
        closes: Flags = is_blank & self._ends_field[self._byte_at(quotes + 2)]
        return closes

    def _byte_at(self, positions: Positions) -> NDArray[np.uint8]:
        """Return the bytes there; before the first byte stands a line end, as it were."""
        last = self._bytes.size - 1
        found = self._bytes[np.clip(positions, 0, last)]
        if positions.size and positions[0] < 0:
            found[positions < 0] = _LF
        return found

    def _first_odd_record(
        self, start: int, newlines: Positions, enders: Positions, quotes: Positions
    ) -> int:
        """Return the index of the first record that is too long or has odd columns over lines."""
        ends = newlines[enders]
        is_odd: Flags = np.diff(ends, prepend=start - 1) > MAX_RECORD_BYTES
        over_lines = np.flatnonzero(np.diff(enders, prepend=-1) > 1)
        if over_lines.size:
            starts = np.concatenate(([start], ends[:-1] + 1))[over_lines]
            columns = self._count_columns(starts, ends[over_lines], quotes)
            is_odd[over_lines[columns != self._columns]] = True
        odd = np.flatnonzero(is_odd)
        return int(odd[0]) if odd.size else ends.size

    def _count_columns(self, starts: Positions, ends: Positions, quotes: Positions) -> Positions:
        first_quotes = np.searchsorted(quotes, starts)
        last_quotes = np.searchsorted(quotes, ends)
        counts = []
        columns = map(_listed, (starts, ends, first_quotes, last_quotes))
        for start, end, first, last in zip(*columns, strict=True):
            own = _listed(quotes[first:last])
            quoted = zip(own[0::2], own[1::2], strict=True)
            inside = sum(self._data.count(self._delimiter, *field) for field in quoted)
            counts.append(self._data.count(self._delimiter, start, end) - inside + 1)
        return np.array(counts, dtype=np.intp)

    def _count_stray_returns(self, start: int, stop: int, quotes: Positions) -> int:
        returns = np.flatnonzero(self._bytes[start:stop] == _CR) + start
        returns = returns[self._bytes[returns + 1] != _LF]
        return int(np.count_nonzero(np.searchsorted(quotes, returns) % 2 == 0))


def _listed(positions: Positions) -> list[int]:
    return cast("list[int]", positions.tolist())


def _table(*members: int) -> Flags:
    table: Flags = np.zeros(256, dtype=np.bool_)
    table[list(members)] = True
    return table
