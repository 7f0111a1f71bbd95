"""Inspect a CSV file: header, encoding, structure; and mend it where DuckDB needs that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sbir_enrichment.input_files import problems
from sbir_enrichment.input_files.csv_grammar import Grammar
from sbir_enrichment.input_files.csv_structure import CsvScanner, CsvStructure
from sbir_enrichment.input_files.encodings import ByteObserver
from sbir_enrichment.input_files.findings import describe
from sbir_enrichment.input_files.headers import (
    SAMPLE_BYTES,
    Header,
    match_headers,
    other_delimiter,
    read_header,
)
from sbir_enrichment.input_files.mending import encoding_of, hash_of, mend
from sbir_enrichment.input_files.records import DamagedRow, InputFile
from sbir_enrichment.input_files.repair import Patch
from sbir_enrichment.input_files.requests import Expectation
from sbir_enrichment.input_files.text_streams import LineEnds, TextPlan, text_blocks, text_head

DELIMITER = ","


@dataclass(frozen=True)
class Scanned:
    """What reading the whole file showed, and how it had to be read for that."""

    plan: TextPlan
    header: Header
    seen: ByteObserver
    structure: CsvStructure


def inspect_csv(
    found: InputFile,
    plan: TextPlan,
    expected: Expectation,
) -> InputFile:
    """Complete what is known about a CSV file."""
    found = replace(found, file_format="csv", delimiter=DELIMITER)
    sample = text_head(plan, SAMPLE_BYTES)
    header = read_header(sample, DELIMITER)
    found = _with_header(found, header, sample, expected)
    if header is None or found.problem:
        return replace(found, content_hash=hash_of(plan))
    scanned = _scan(plan, header)
    if scanned is None:
        problem = problems.broken_header(found.file_path)
        return replace(found, content_hash=hash_of(plan), problem=problem)
    found = _with_structure(found, scanned)
    if not found.records and not expected.may_be_empty:
        return replace(found, problem=problems.no_rows(found.file_path))
    return mend(found, scanned.plan, scanned.seen, _patches(scanned), expected.work_folder)


def _with_header(
    found: InputFile, header: Header | None, sample: bytes, expected: Expectation
) -> InputFile:
    other = other_delimiter(sample, expected.columns)
    if other is not None:
        return replace(found, problem=problems.wrong_delimiter(found.file_path, other))
    if header is None:
        return replace(found, problem=problems.broken_header(found.file_path))
    matched = match_headers(found.file_path, header.headers, expected.columns)
    return replace(
        found,
        headers=header.headers,
        column_names=matched.column_names,
        column_types=("text",) * len(header.headers),
        skip_lines=header.lines_before + 1,
        problem=matched.problem,
    )


def _scan(plan: TextPlan, header: Header) -> Scanned | None:
    """Read the whole file; None when its header breaks once its line ends are evened out."""
    seen = ByteObserver()
    columns = len(header.headers)
    scanner = CsvScanner(DELIMITER.encode(), columns, _structure_above(header), header.end)
    for block in _after(text_blocks(plan, seen.feed), header.end):
        scanner.feed(block)
        if scanner.found.has_mixed_line_ends:  # known early, as a rule
            break
    seen.finish()
    structure = scanner.finish()
    if structure.has_mixed_line_ends:
        even = replace(plan, line_ends=LineEnds.MIXED)
        even_header = read_header(text_head(even, SAMPLE_BYTES), DELIMITER)
        return None if even_header is None else _scan(even, even_header)
    return Scanned(plan, header, seen, structure)


def _structure_above(header: Header) -> CsvStructure:
    above = header.before + header.raw
    last_line_end = above[-2:]
    crlf_ends = header.before.count(b"\r\n") + (last_line_end == b"\r\n")
    shape = Grammar(DELIMITER.encode()).shape(header.raw, 0, len(header.raw))
    return CsvStructure(
        lines=above.count(b"\n"),
        record_numbers=header.lines_before + 1,
        blank_records=list(range(1, header.lines_before + 1)),
        crlf_ends=crlf_ends,
        lf_ends=header.lines_before + above.endswith(b"\n") - crlf_ends,
        stray_returns=shape.stray_returns,
    )


def _after(blocks: Iterable[bytes], offset: int) -> Iterator[bytes]:
    """Drop the first `offset` bytes."""
    for block in blocks:
        dropped = min(offset, len(block))
        offset -= dropped
        yield block[dropped:] if dropped else block


def _with_structure(found: InputFile, scanned: Scanned) -> InputFile:
    structure = scanned.structure
    return replace(
        found,
        encoding=encoding_of(scanned.plan, scanned.seen),
        records=structure.records,
        lines=structure.lines,
        multiline_records=structure.multiline_records,
        blank_records=tuple(structure.blank_records),
        damaged_rows=tuple(
            DamagedRow(damage.line, damage.reason, damage.raw) for damage in structure.damages
        ),
        content_hash=scanned.seen.content_hash,
        warning=describe(scanned.plan, scanned.seen, structure.damages),
    )


def _patches(scanned: Scanned) -> list[Patch]:
    patches = [Patch(each.offset, each.length, b"") for each in scanned.structure.damages]
    header = scanned.header.raw
    if b"\n" in header.rstrip():  # DuckDB gives up on a header that is broken inside quotes
        one_line = b" ".join(header.split()) + b"\n"
        patches.insert(0, Patch(len(scanned.header.before), len(header), one_line))
    return patches
