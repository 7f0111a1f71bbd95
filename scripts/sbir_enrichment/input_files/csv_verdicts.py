"""Decide what stands where a record should begin: a record, a blank line, or a damaged line."""

from enum import Enum
from typing import NamedTuple

from sbir_enrichment.input_files.csv_grammar import MAX_RECORD_BYTES, Grammar

UNCLOSED_QUOTE = "unclosed quote"
TEXT_AFTER_QUOTE = "text after a closing quote"
RECORD_TOO_LONG = f"row longer than {MAX_RECORD_BYTES // 1024**2} MB"


class Verdict(Enum):
    """What stands at a place where a record should begin."""

    RECORD = "record"
    BLANK = "blank"
    DAMAGED = "damaged"
    UNDECIDED = "undecided"
    """More of the file has to be seen first."""


class Judgement(NamedTuple):
    """A verdict, where what it speaks of ends, and why."""

    verdict: Verdict
    end: int
    reason: str = ""


class Judge:
    """Judges the records of a piece of a file.

    Args:
        grammar: What a record is.
        columns: How many columns the header has.
        data: The piece.
        is_last: True when the piece ends with the file; it then ends in LF.
    """

    def __init__(self, grammar: Grammar, columns: int, data: bytes, is_last: bool) -> None:
        self._grammar = grammar
        self._columns = columns
        self._data = data
        self._is_last = is_last

    def judge(self, start: int) -> Judgement:
        """Say what stands at `start`."""
        end = self._grammar.end_of_record(self._data, start)
        if end is None:
            return self._judge_malformed(start)
        if self._data[start:end] in (b"\n", b"\r\n"):
            return Judgement(Verdict.BLANK, end)
        if self._data.find(b"\n", start, end - 1) < 0:
            return Judgement(Verdict.RECORD, end)
        return self._judge_multiline(start, end)

    def _judge_malformed(self, start: int) -> Judgement:
        line_end = self._data.find(b"\n", start) + 1
        if not line_end or self._needs_more(start):
            return Judgement(Verdict.UNDECIDED, start)
        if line_end - start > MAX_RECORD_BYTES:
            return Judgement(Verdict.DAMAGED, line_end, RECORD_TOO_LONG)
        if self._grammar.is_unfinished(self._data, start, line_end):
            return Judgement(Verdict.DAMAGED, line_end, UNCLOSED_QUOTE)
        return Judgement(Verdict.DAMAGED, line_end, TEXT_AFTER_QUOTE)

    def _judge_multiline(self, start: int, end: int) -> Judgement:
        """Tell a record that really runs over several lines from one that swallowed neighbours.

        An unclosed quote may happen to be closed by a quote of a later row. What comes out has
        the wrong number of columns, or a quote where no writer puts one; and a good row begins
        inside it.
        """
        if self._is_good(start, end):
            return Judgement(Verdict.RECORD, end)
        first_line_end = line_start = self._data.find(b"\n", start) + 1
        while line_start < end:
            inner_end = self._grammar.end_of_record(self._data, line_start)
            if inner_end is None and self._needs_more(line_start):
                return Judgement(Verdict.UNDECIDED, start)
            if inner_end is not None and self._is_good(line_start, inner_end):
                return Judgement(Verdict.DAMAGED, first_line_end, UNCLOSED_QUOTE)
            line_start = self._data.find(b"\n", line_start) + 1
        return Judgement(Verdict.RECORD, end)

    def _is_good(self, start: int, end: int) -> bool:
        shape = self._grammar.shape(self._data, start, end)
        return shape.columns == self._columns and not shape.has_bare_quote

    def _needs_more(self, start: int) -> bool:
        """True when what is malformed so far could still become a record."""
        if self._is_last or len(self._data) - start >= MAX_RECORD_BYTES:
            return False
        return self._grammar.is_unfinished(self._data, start, len(self._data))
