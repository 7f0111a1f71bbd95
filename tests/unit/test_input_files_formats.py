"""COPY text of the database dump, and Parquet."""

import gzip
import hashlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from input_files_samples import inspect_bytes, read_with_duckdb

from sbir_enrichment.input_files import InputRequest, SourceColumn, inspect_inputs
from sbir_enrichment.input_files.copy_text import DUMPED_COLUMNS, CopyScanner

SOURCE = "usaspending.recipient_lookup"
COLUMNS = [
    SourceColumn(SOURCE, "recipient_name", "legal_business_name", True),
    SourceColumn(SOURCE, "uei", "uei", True),
    SourceColumn(SOURCE, "city", "city", False),
]
ROW = b"\t".join([b"7", b"h", b'ACME "LABS', *[b"\\N"] * 17])
STATEMENT = b"COPY rpt.recipient_lookup (id, legal_business_name, uei) FROM stdin;\n"


def inspect_dump(content: bytes, folder: Path, name: str = "dump.sql", source: str = SOURCE):
    path = folder / name
    path.write_bytes(content)
    request = InputRequest(source, "usaspending_recipient_lookup", str(path), False)
    columns = [SourceColumn(source, x.column_name, x.header, x.is_required) for x in COLUMNS]
    (found,) = inspect_inputs([request], columns, folder / "work").to_pylist()
    return found


@pytest.mark.parametrize("name", ["dump.sql", "dump.sql.gz"])
def test_a_copy_statement_names_the_columns(tmp_path, name):
    content = STATEMENT + b'1\tACME "LABS\tABC\n2\tcaf\\te\t\\N\n\\.\n\n'
    found = inspect_dump(gzip.compress(content) if "gz" in name else content, tmp_path, name)
    assert found["problem"] is None
    assert (found["file_format"], found["delimiter"], found["skip_lines"]) == ("copy_text", "\t", 1)
    assert found["column_names"] == ["", "recipient_name", "uei"]
    assert (found["records"], found["lines"], found["blank_records"]) == (2, 5, [5])
    reading = read_with_duckdb(found)
    assert [row[1] for row in reading.rows] == ['ACME "LABS', "caf\\te"]
    assert reading.rejected_lines == [4]  # the terminator; it is no record


def test_without_a_statement_the_columns_are_those_of_the_dump(tmp_path):
    found = inspect_dump(ROW + b"\n" + ROW, tmp_path)
    assert (found["headers"], found["skip_lines"]) == (list(DUMPED_COLUMNS), 0)
    assert found["records"] == len(read_with_duckdb(found).rows) == 2


def test_a_dump_in_cp1252_is_transcoded(tmp_path):
    found = inspect_dump(STATEMENT + b"1\tcaf\xe9\tABC\n", tmp_path)
    assert read_with_duckdb(found).rows == [("1", "café", "ABC")]
    assert found["encoding"] == "cp1252"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"--\n-- PostgreSQL database dump\n--\n" + STATEMENT, "other statements of a database"),
        (STATEMENT + b"1\tA\tB\n\\.\n\nALTER TABLE x;\n", "other statements"),
        (b"COPY rpt.recipient_lookup FROM stdin;\n1\tA\tB\n", "without a list of columns"),
        (b"COPY x (id, name) FROM stdin;\n1\tA\n", "lacks the required columns"),
        (STATEMENT + b"\\.\n", "no rows"),
        (b"legal_business_name\tuei\nA\tB\n", "uses tabs between columns"),
        (b"PGDMP\x01\x0e", "PostgreSQL dump in its own binary format"),
    ],
)
def test_a_dump_that_cannot_be_used_says_why(tmp_path, content, problem):
    assert problem in inspect_dump(content, tmp_path)["problem"]


def test_only_the_recipients_may_be_copy_text(tmp_path):
    found = inspect_dump(STATEMENT + b"1\tA\tB\n", tmp_path, source="sbir.award_data")
    assert found["problem"] is not None


@pytest.mark.parametrize("block_bytes", [1, 3, 1000])
def test_the_block_size_does_not_matter_to_copy_text(block_bytes):
    content = STATEMENT + b"1\tA\tB\n2\tC\tD\n\\.\n\nSELECT 1;\n"
    scanner = CopyScanner(lines_to_skip=1)
    for start in range(0, len(content), block_bytes):
        scanner.feed(content[start : start + block_bytes])
    scanner.finish()
    assert (scanner.lines, scanner.records, scanner.statement_line) == (6, 2, 6)


def test_parquet_is_described_by_its_footer(tmp_path):
    table = pa.table({"A": ["x", "y"], "B": [[1], None], "Other": [1.5, 2.0]})
    pq.write_table(table, tmp_path / "made.parquet")
    content = (tmp_path / "made.parquet").read_bytes()
    found = inspect_bytes(content, tmp_path, name="x.csv")  # told by content, not by name
    assert (found["file_format"], found["records"], found["problem"]) == ("parquet", 2, None)
    assert found["headers"] == ["A", "B", "Other"]
    assert found["column_names"] == ["a", "b", ""]
    assert found["column_types"] == ["string", "list<element: int64>", "double"]
    assert found["content_hash"] == hashlib.sha256(content).hexdigest()
    assert found["read_path"] == found["file_path"]


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (pa.table({"a": ["x"]}), "lacks the required column b (header 'b')"),
        (pa.table({"a": ["x"], "A": ["x"], "b": ["x"]}), "both mean a"),
        (pa.table({"a": pa.array([], pa.string()), "b": pa.array([], pa.string())}), "no rows"),
    ],
)
def test_parquet_that_cannot_be_used_says_why(tmp_path, table, problem):
    pq.write_table(table, tmp_path / "made.parquet")
    content = (tmp_path / "made.parquet").read_bytes()
    assert problem in inspect_bytes(content, tmp_path)["problem"]
