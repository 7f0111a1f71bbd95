"""A sample holds whole firms, and the records as they stand in their files."""

import gzip
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbir_enrichment.benchmarking.record_copies import Record, RecordsOfFile
from sbir_enrichment.benchmarking.samples import fill

FIRMS = st.lists(st.integers(1, 12), max_size=30).map(
    lambda awards: [(f"firm {number}", count) for number, count in enumerate(awards)]
)


@given(firms=FIRMS, wanted=st.integers(1, 60))
def test_no_firm_that_would_still_fit_is_left_out(
    firms: list[tuple[str, int]], wanted: int
) -> None:
    sizes = dict(firms)
    taken = fill(firms, wanted)
    drawn = sum(sizes[firm] for firm in taken)
    assert drawn <= wanted
    left_out = [count for firm, count in firms if firm not in taken]
    assert all(drawn + count > wanted for count in left_out)


def test_firms_are_taken_in_their_order_and_too_large_ones_passed_over() -> None:
    assert fill([("a", 2), ("b", 5), ("c", 1), ("d", 1)], 4) == ["a", "c", "d"]


HEADER = b'Company,"Award\nTitle"\n'
RECORDS = (b"Acme,One\n", b'Beta,"Two\r\nlines"\n', b"\xe9tude,Three\n", b"Delta,Four")


def drawn(path: Path, *chosen: Record, header_lines: int = 2) -> RecordsOfFile:
    return RecordsOfFile(path, is_parquet=False, header_lines=header_lines, records=chosen)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_records_are_copied_byte_for_byte_with_their_header(tmp_path: Path, pack) -> None:
    source = tmp_path / "awards.csv"
    source.write_bytes(pack(HEADER + b"".join(RECORDS)))
    file = drawn(source, Record(2, 4, 1), Record(3, 6, 0), Record(4, 7, 0))
    file.copy_to(tmp_path / "copy.csv")
    wanted = HEADER + RECORDS[1] + RECORDS[2] + RECORDS[3] + b"\n"
    assert (tmp_path / "copy.csv").read_bytes() == wanted


def test_a_file_whose_lines_end_in_cr_alone_is_copied_line_by_line(tmp_path: Path) -> None:
    source = tmp_path / "old.csv"
    source.write_bytes(b"Company,Title\rAcme,One\rBeta,Two\r")
    drawn(source, Record(2, 3, 0), header_lines=1).copy_to(tmp_path / "copy.csv")
    assert (tmp_path / "copy.csv").read_bytes() == b"Company,Title\nBeta,Two\n"


def test_rows_of_parquet_are_copied_with_their_types(tmp_path: Path) -> None:
    source, copy = tmp_path / "it's awards.parquet", tmp_path / "copy.parquet"
    with duckdb.connect() as connection:
        query = "select range::smallint as number, 'row ' || range as name from range(5)"
        connection.sql(query).write_parquet(str(source))
        file = RecordsOfFile(source, True, 0, (Record(2, 2, 0), Record(5, 5, 0)))
        file.copy_to(copy)
        found = connection.read_parquet(str(copy))
        assert found.fetchall() == [(1, "row 1"), (4, "row 4")]
        assert [str(each) for each in found.types] == ["SMALLINT", "VARCHAR"]
