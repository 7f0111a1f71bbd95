"""Inspect a Parquet file: its footer says everything but the hash."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sbir_enrichment.input_files import problems
from sbir_enrichment.input_files.byte_streams import read_blocks
from sbir_enrichment.input_files.headers import match_headers
from sbir_enrichment.input_files.read_paths import literal_path
from sbir_enrichment.input_files.records import InputFile
from sbir_enrichment.input_files.requests import Expectation


def inspect_parquet(found: InputFile, path: Path, expected: Expectation) -> InputFile:
    """Complete what is known about a Parquet file."""
    content_hash = hashlib.sha256()
    for block in read_blocks(path, is_gzip=False):
        content_hash.update(block)
    found = replace(found, file_format="parquet", content_hash=content_hash.hexdigest())
    try:
        with pq.ParquetFile(path) as file:
            schema, records = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowException, OSError) as error:
        reason = str(error).partition("\n")[0]
        return replace(found, problem=problems.corrupt_parquet(found.file_path, reason))
    matched = match_headers(found.file_path, schema.names, expected.columns)
    problem = matched.problem
    if problem is None and not records and not expected.may_be_empty:
        problem = problems.no_rows(found.file_path)
    return replace(
        found,
        headers=tuple(schema.names),
        column_names=matched.column_names,
        column_types=tuple(str(kind) for kind in schema.types),
        records=records,
        read_path=literal_path(found.file_path),
        problem=problem,
    )
