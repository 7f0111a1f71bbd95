"""Count a CSV file's records without DuckDB, and find the lines that would swallow others.

Whole spans are read at once with numpy (csv_spans), which only has to prove that nothing is wrong;
where that proof fails, the file is read record by record (csv_verdicts).
"""

from dataclasses import dataclass, field

from sbir_enrichment.input_files.csv_grammar import Grammar
from sbir_enrichment.input_files.csv_spans import Span, SpanReader
from sbir_enrichment.input_files.csv_verdicts import Judge, Verdict
from sbir_enrichment.input_files.encodings import decode_mixed

MIN_SPAN_BYTES = 64 * 1024
MAX_SPAN_BYTES = 4 * 1024 * 1024
MAX_CAREFUL_RECORDS = 4096
MAX_RAW_BYTES = 64 * 1024


@dataclass(frozen=True)
class Damage:
    """A physical line that cannot be read and is set aside."""

    line: int
    reason: str
    raw: str
    offset: int
    """Where the line begins in the text stream."""
    length: int
    """Its bytes, without the line end."""


@dataclass
class CsvStructure:
    """What the scan found; `lines` and `record_numbers` go on from where the header ended."""

    lines: int
    record_numbers: int
    """DuckDB's count of lines: records, multi-line ones once, and blank lines."""
    records: int = 0
    multiline_records: int = 0
    blank_records: list[int] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)
    lf_ends: int = 0
    crlf_ends: int = 0
    stray_returns: int = 0

    @property
    def has_mixed_line_ends(self) -> bool:
        """True when DuckDB would give up on the file's line ends."""
        return self.stray_returns > 0 or (self.lf_ends > 0 and self.crlf_ends > 0)


class CsvScanner:
    """Scans the data part of a CSV file, block by block.

    Args:
        delimiter: The byte between columns.
        columns: How many columns the header has.
        found: Where the header ended; the scan adds to it.
        offset: Where the first block begins in the text stream.
    """

    def __init__(self, delimiter: bytes, columns: int, found: CsvStructure, offset: int) -> None:
        self.found = found
        self._columns = columns
        self._offset = offset
        self._grammar = Grammar(delimiter)
        self._spans = SpanReader(delimiter, columns)
        self._rest = b""
        self._span_bytes = MAX_SPAN_BYTES
        self._careful_records = 1

    def feed(self, block: bytes) -> None:
        """Take in the next block."""
        self._scan(self._rest + block, is_last=False)

    def finish(self) -> CsvStructure:
        """Say that there are no more blocks, and get what was found."""
        if self._rest:
            rest = self._rest if self._rest.endswith(b"\n") else self._rest + b"\n"
            self._scan(rest, is_last=True)
        return self.found

    def _scan(self, data: bytes, is_last: bool) -> None:
        self._spans.load(data)
        position = 0
        while position < len(data):
            stop = min(position + self._span_bytes, len(data))
            span = self._spans.read(position, stop)
            self._add_span(span)
            position, is_stuck = self._go_on(data, span, stop, is_last)
            if is_stuck:
                break
        self._rest = data[position:]
        self._offset += position

    def _go_on(self, data: bytes, span: Span, stop: int, is_last: bool) -> tuple[int, bool]:
        """Return where to go on, and whether that needs more of the file."""
        if span.is_doubtful:
            if span.end - span.start >= MIN_SPAN_BYTES:
                self._careful_records = 1
            self._span_bytes = MIN_SPAN_BYTES
            return self._read_carefully(data, span.end, is_last)
        self._span_bytes = min(self._span_bytes * 2, MAX_SPAN_BYTES)
        if span.end > span.start:
            return span.end, False
        if stop < len(data):  # a record longer than the span: look at more of it at once
            self._span_bytes = min(stop - span.start, len(data)) * 2
            return span.end, False
        return self._read_carefully(data, span.end, is_last)

    def _add_span(self, span: Span) -> None:
        found = self.found
        if span.blanks.size:
            numbers = span.blanks + (found.record_numbers + 1)
            found.blank_records.extend(map(int, numbers))
        found.records += span.record_numbers - span.blanks.size
        found.record_numbers += span.record_numbers
        found.lines += span.lines
        found.multiline_records += span.multiline_records
        found.crlf_ends += span.crlf_ends
        found.lf_ends += span.record_numbers - span.crlf_ends
        found.stray_returns += span.stray_returns

    def _read_carefully(self, data: bytes, position: int, is_last: bool) -> tuple[int, bool]:
        judge = Judge(self._grammar, self._columns, data, is_last)
        for _ in range(self._careful_records):
            if position == len(data):
                break
            verdict, end, reason = judge.judge(position)
            if verdict is Verdict.UNDECIDED:
                return position, True
            self._add_judged(data, position, end, verdict)
            if verdict is Verdict.DAMAGED:
                self._add_damage(data, position, end, reason)
            position = end
        self._careful_records = min(self._careful_records * 2, MAX_CAREFUL_RECORDS)
        return position, False

    def _add_judged(self, data: bytes, start: int, end: int, verdict: Verdict) -> None:
        found = self.found
        found.record_numbers += 1
        lines = data.count(b"\n", start, end)
        found.lines += lines
        if verdict is not Verdict.RECORD:
            found.blank_records.append(found.record_numbers)
        else:
            found.records += 1
            found.multiline_records += lines > 1
        is_crlf = data[start:end].endswith(b"\r\n")
        found.crlf_ends += is_crlf
        found.lf_ends += not is_crlf
        if verdict is Verdict.RECORD and data.find(b"\r", start, end - 1 - is_crlf) >= 0:
            found.stray_returns += self._grammar.shape(data, start, end).stray_returns

    def _add_damage(self, data: bytes, start: int, end: int, reason: str) -> None:
        line = data[start:end].rstrip(b"\r\n")
        raw = decode_mixed(line[:MAX_RAW_BYTES])
        found = self.found
        found.damages.append(Damage(found.lines, reason, raw, self._offset + start, len(line)))
