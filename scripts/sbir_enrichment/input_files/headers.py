"""Read a header line and find out which column each header means."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from sbir_enrichment.input_files import problems
from sbir_enrichment.input_files.csv_grammar import Grammar
from sbir_enrichment.input_files.encodings import decode_mixed
from sbir_enrichment.input_files.requests import SourceColumn

SAMPLE_BYTES = 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Header:
    """The header line of a text file, and where it stands in the stream of text."""

    headers: tuple[str, ...]
    before: bytes
    """The blank lines above it."""
    raw: bytes
    """The line itself, or the lines where a header is broken inside quotes."""

    @property
    def lines_before(self) -> int:
        """How many blank lines stand above the header."""
        return self.before.count(b"\n")

    @property
    def end(self) -> int:
        """Where the first record begins."""
        return len(self.before) + len(self.raw)


@dataclass(frozen=True)
class Matched:
    """Which column each header means, '' where none that is known."""

    column_names: tuple[str, ...] = ()
    problem: str | None = None


def comparable(header: str) -> str:
    """'HUBZone  Owned' and 'HUBZONE_OWNED' -> 'hubzoneowned'."""
    return "".join(letter for letter in header.casefold() if letter.isalnum())


def read_header(sample: bytes, delimiter: str) -> Header | None:
    """Read the first line of the sample that is not blank; None when it has no sound end."""
    start = 0
    while (line_end := sample.find(b"\n", start)) >= 0 and not sample[start:line_end].strip():
        start = line_end + 1
    # A file that is nothing but a header may lack its line end.
    text = sample if sample.endswith(b"\n") else sample + b"\n"
    grammar = Grammar(delimiter.encode())
    end = grammar.end_of_record(text, start)
    if end is None or end > len(sample) >= SAMPLE_BYTES:  # no end in sight
        return None
    cells = [decode_mixed(cell) for cell in grammar.cells(text, start, end)]
    headers = tuple(" ".join(cell.split()) for cell in cells)
    return Header(headers, sample[:start], sample[start:end])


def match_headers(path: str, headers: Sequence[str], columns: Sequence[SourceColumn]) -> Matched:
    """Find the column of every header, and what keeps the file from being read."""
    meanings = {comparable(column.header): column.column_name for column in reversed(columns)}
    names = tuple(meanings.get(comparable(header), "") for header in headers)
    for place, name in enumerate(names):
        first = names.index(name)
        if name and first < place:
            problem = problems.same_column_twice(path, name, headers[first], headers[place])
            return Matched(names, problem)
    missing = _missing(names, columns)
    if missing:
        unknown = [header for header, name in zip(headers, names, strict=True) if not name]
        near = _near(missing, unknown)
        return Matched(names, problems.missing_columns(path, missing, near, headers))
    return Matched(names)


def other_delimiter(sample: bytes, columns: Sequence[SourceColumn]) -> str | None:
    """Return the delimiter that makes more known headers appear than the comma, if any."""
    known = {delimiter: _count_known(sample, delimiter, columns) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: known[delimiter])
    return best if known[best] > max(known[","], 1) else None


def known_headers(headers: Sequence[str], columns: Sequence[SourceColumn]) -> int:
    """Count the headers that mean a known column."""
    meanings = {comparable(column.header) for column in columns}
    return sum(comparable(header) in meanings for header in headers)


def _count_known(sample: bytes, delimiter: str, columns: Sequence[SourceColumn]) -> int:
    header = read_header(sample, delimiter)
    return known_headers(header.headers, columns) if header else 0


def _missing(names: Sequence[str], columns: Sequence[SourceColumn]) -> dict[str, list[str]]:
    """Return the required columns that are not there, each with its accepted headers."""
    missing: dict[str, list[str]] = {}
    for column in columns:
        if column.is_required and column.column_name not in names:
            missing.setdefault(column.column_name, []).append(column.header)
    return missing


def _near(missing: dict[str, list[str]], unknown: Sequence[str]) -> list[tuple[str, str]]:
    """Return, for the missing columns, which header may be a misspelling of which."""
    found = {comparable(header): header for header in unknown}
    near = []
    for spellings in missing.values():
        for spelling in spellings:
            close = difflib.get_close_matches(comparable(spelling), found, n=1, cutoff=0.75)
            if close:
                near.append((spelling, found[close[0]]))
                break
    return near
