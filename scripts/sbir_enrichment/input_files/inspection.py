"""Look at every input file and say what SQL has to know to read it."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from sbir_enrichment.input_files import problems
from sbir_enrichment.input_files.byte_streams import read_head
from sbir_enrichment.input_files.copy_files import inspect_copy_text
from sbir_enrichment.input_files.copy_text import DUMPED_SOURCE, read_copy_head
from sbir_enrichment.input_files.delimited_files import inspect_csv
from sbir_enrichment.input_files.file_kinds import HEAD_BYTES, foreign_kind, is_gzip, is_parquet
from sbir_enrichment.input_files.headers import SAMPLE_BYTES
from sbir_enrichment.input_files.locations import locate
from sbir_enrichment.input_files.mending import hash_of
from sbir_enrichment.input_files.parquet_files import inspect_parquet
from sbir_enrichment.input_files.records import InputFile, to_table
from sbir_enrichment.input_files.requests import Expectation, InputRequest, SourceColumn
from sbir_enrichment.input_files.text_streams import (
    LineEnds,
    TextPlan,
    has_lone_cr_line_ends,
    is_utf16,
    text_head,
)


def inspect_inputs(
    requests: Sequence[InputRequest], columns: Sequence[SourceColumn], work_folder: Path
) -> pa.Table:
    """Look at the files of all requests.

    Nothing is raised for a bad input: its row says what is wrong in `problem`.

    Args:
        requests: The inputs, as the user set them.
        columns: The accepted headers of every source.
        work_folder: Where mended copies go; they are reused as long as the content is the same.

    Returns:
        One row of INPUT_FILES per file (per request where no file was found), ordered by
        source and path. A request without a location that may be empty has no row.
    """
    found: list[InputFile] = []
    for request in requests:
        expected = _expectation(request, columns, work_folder)
        located = locate(request)
        if located.problem is not None:
            found.append(_without_file(request, located.problem))
        found += [_inspect(path, expected) for path in located.paths]
    return to_table(found)


def _expectation(
    request: InputRequest, columns: Sequence[SourceColumn], work_folder: Path
) -> Expectation:
    known = tuple(column for column in columns if column.source_name == request.source_name)
    return Expectation(request.source_name, request.may_be_empty, known, work_folder)


def _without_file(request: InputRequest, problem: str) -> InputFile:
    return InputFile(request.source_name, Path(request.location).as_posix(), problem=problem)


def _inspect(path: Path, expected: Expectation) -> InputFile:
    name = path.as_posix().encode("utf-8", "backslashreplace").decode()
    found = InputFile(expected.source_name, name)
    try:
        if name != path.as_posix():
            return replace(found, problem=problems.odd_name(name))
        status = path.stat()
        changed_at = datetime.fromtimestamp(status.st_mtime, UTC).replace(tzinfo=None)
        found = replace(found, bytes=status.st_size, modified_at=changed_at)
        if not path.is_file():
            return replace(found, problem=problems.not_ordinary(found.file_path))
        return _inspect_content(found, path, expected)
    except (EOFError, zlib.error, OSError) as error:
        return replace(found, problem=_reading_problem(found.file_path, error))


def _reading_problem(path: str, error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return problems.cannot_read(path, error.strerror)
    return problems.corrupt_gzip(path)


def _inspect_content(
    found: InputFile,
    path: Path,
    expected: Expectation,
) -> InputFile:
    head = read_head(path, False, HEAD_BYTES)
    if is_parquet(head):
        return inspect_parquet(found, path, expected)
    plan = TextPlan(path, is_gzip(head))
    if plan.is_gzip:
        head = read_head(path, True, HEAD_BYTES)
    kind = "packed Parquet (unpack it)" if is_parquet(head) else foreign_kind(head)
    if kind is not None:
        problem = problems.not_a_table(found.file_path, kind)
        return replace(found, content_hash=hash_of(plan), problem=problem)
    plan = replace(plan, is_utf16=is_utf16(head))
    return _inspect_text(found, plan, expected)


def _inspect_text(
    found: InputFile,
    plan: TextPlan,
    expected: Expectation,
) -> InputFile:
    sample = text_head(plan, SAMPLE_BYTES)
    if not sample.strip():
        return replace(found, content_hash=hash_of(plan), problem=problems.empty(found.file_path))
    if has_lone_cr_line_ends(sample):
        plan = replace(plan, line_ends=LineEnds.LONE_CR)
    if expected.source_name == DUMPED_SOURCE:
        copy_head = read_copy_head(found.file_path, sample, expected.columns)
        if copy_head is not None:
            return inspect_copy_text(found, plan, copy_head, expected)
    return inspect_csv(found, plan, expected)
