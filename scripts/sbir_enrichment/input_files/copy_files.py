"""Inspect a file of COPY text; nothing in it needs mending but its encoding."""

from dataclasses import replace

from sbir_enrichment.input_files import problems
from sbir_enrichment.input_files.copy_text import CopyHead, CopyScanner
from sbir_enrichment.input_files.encodings import ByteObserver
from sbir_enrichment.input_files.findings import describe
from sbir_enrichment.input_files.headers import match_headers
from sbir_enrichment.input_files.mending import encoding_of, hash_of, mend
from sbir_enrichment.input_files.records import InputFile
from sbir_enrichment.input_files.requests import Expectation
from sbir_enrichment.input_files.text_streams import TextPlan, text_blocks


def inspect_copy_text(
    found: InputFile,
    plan: TextPlan,
    head: CopyHead,
    expected: Expectation,
) -> InputFile:
    """Complete what is known about a COPY text."""
    matched = match_headers(found.file_path, head.headers, expected.columns)
    found = replace(
        found,
        file_format="copy_text",
        delimiter="\t",
        skip_lines=head.skip_lines,
        headers=head.headers,
        column_names=matched.column_names,
        column_types=("text",) * len(head.headers),
        problem=head.problem or matched.problem,
    )
    if found.problem:
        return replace(found, content_hash=hash_of(plan))
    found, seen = _scan(found, plan)
    if found.problem is None and not found.records and not expected.may_be_empty:
        found = replace(found, problem=problems.no_rows(found.file_path))
    return found if found.problem else mend(found, plan, seen, (), expected.work_folder)


def _scan(found: InputFile, plan: TextPlan) -> tuple[InputFile, ByteObserver]:
    seen = ByteObserver()
    scanner = CopyScanner(lines_to_skip=found.skip_lines)
    for block in text_blocks(plan, seen.feed):
        scanner.feed(block)
    seen.finish()
    scanner.finish()
    problem = None
    if scanner.statement_line:
        problem = problems.other_statements(found.file_path, scanner.statement_line)
    found = replace(
        found,
        encoding=encoding_of(plan, seen),
        records=scanner.records,
        lines=scanner.lines,
        blank_records=tuple(scanner.blank_records),
        content_hash=seen.content_hash,
        problem=problem,
        warning=describe(plan, seen, ()),
    )
    return found, seen
