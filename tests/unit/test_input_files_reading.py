"""What the inspection says about a CSV file is what DuckDB then reads, and no row is lost."""

import csv
import gzip
import io
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from input_files_samples import inspect_bytes, inspect_one, read_with_duckdb

from sbir_enrichment.input_files import SourceColumn

FIXTURE_IS_SAFE = [HealthCheck.function_scoped_fixture]

PIECES = [b"a", b"bc", b",", b'"', b'""', b"\n", b"\r", b"\r\n", b" ", b"\x00", b"\xe9", b"x,y,z\n"]
SOUP = st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join)
HEADERS = [
    b"a,b,c\n",
    b"\xef\xbb\xbfa,b,c\r\n",
    b"a,b,c\r" + b"1,2,3\r" * 30,
    b'\n \na,b,"c"\n',
    b'a,"b\n",c\n',
    b"a,b,c\r\r\n",
]
# No separator or quote at its ends: a swallowed row cannot look like part of another one then.
WORD = st.text(alphabet='xy ,"', max_size=5).map(lambda middle: f"x{middle}y")


@settings(max_examples=120, deadline=None, suppress_health_check=FIXTURE_IS_SAFE)
@given(header=st.sampled_from(HEADERS), body=SOUP)
def test_records_are_what_duckdb_accepts_and_rejects(tmp_path, header, body):
    shutil.rmtree(tmp_path / "work", ignore_errors=True)
    found = inspect_bytes(header + body, tmp_path, may_be_empty=True)
    reading = read_with_duckdb(found)
    assert found["problem"] is None
    assert len(reading.rows) + len(reading.rejected_lines) == found["records"]
    assert not set(reading.rejected_lines) & set(found["blank_records"])


@st.composite
def rows_with_one_broken(draw):
    rows = draw(st.lists(st.tuples(WORD, WORD), min_size=2, max_size=8))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    lines = []
    for number, row in enumerate(rows):
        text = io.StringIO(newline="")
        csv.writer(text, quoting=quoting, lineterminator="\n").writerow([f"r{number}", *row])
        lines.append(text.getvalue())
    broken = draw(st.integers(0, len(lines) - 1))
    place = draw(st.integers(0, len(lines[broken]) - 2))
    width = draw(st.integers(0, 1))
    by = draw(st.sampled_from(['"', '\n"', ""]))
    line = lines[broken]
    lines[broken] = line[:place] + by + line[place + width :]
    return rows, broken, "".join(lines)


@settings(max_examples=150, deadline=None, suppress_health_check=FIXTURE_IS_SAFE)
@given(rows_with_one_broken())
def test_one_broken_quote_never_costs_another_row(tmp_path, sample):
    rows, broken, text = sample
    shutil.rmtree(tmp_path / "work", ignore_errors=True)
    found = inspect_bytes(b"a,b,c\n" + text.encode(), tmp_path, may_be_empty=True)
    read = set(read_with_duckdb(found).rows)
    others = {(f"r{number}", *row) for number, row in enumerate(rows) if number != broken}
    assert others <= read


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_blank_and_damaged_lines_have_the_numbers_that_duckdb_counts(tmp_path, line_end):
    lines = [
        b"a,b,c",
        b"",
        b'1,"x',
        b'y",3',
        b'2,"open,3',
        b"too,short",
        b"4,5,6",
        b"",
        b"1,2",
        b"",
    ]
    found = inspect_bytes(line_end.join(lines), tmp_path)
    reading = read_with_duckdb(found)
    # Header 1, blank 2, the record over two lines 3, the damaged line 4, ...
    assert found["blank_records"] == [2, 4, 7]
    assert reading.rejected_lines == [5, 8]
    assert reading.rows[1] == ("4", "5", "6")
    assert (found["records"], found["lines"], found["multiline_records"]) == (4, 9, 1)
    assert found["damaged_rows"] == [{"line": 5, "reason": "unclosed quote", "raw": '2,"open,3'}]
    assert found["warning"].endswith("1 row set aside: unclosed quote (line 5).")


def test_a_file_of_many_blocks_is_read_without_loss_when_texts_have_several_lines(tmp_path):
    # Each text holds a line that looks like a row: read in parallel, DuckDB takes it for one.
    text = "\n".join(["words, and more words " * 40, "1,2,3", "end"])
    rows = [f'{number},"{text}",z' for number in range(25_000)]
    rows[12_000] = "too,short"
    rows[20_000] = '20000,"open,z'
    found = inspect_bytes(("a,b,c\n" + "\n".join(rows)).encode(), tmp_path)
    reading = read_with_duckdb(found)
    assert found["bytes"] > 20_000_000
    assert [row[0] for row in reading.rows] == [
        str(number) for number in range(25_000) if number not in (12_000, 20_000)
    ]
    assert reading.rejected_lines == [12_002]
    assert found["records"] == 24_999
    assert found["blank_records"] == [20_002]


def test_a_sound_file_is_read_in_place(tmp_path):
    found = inspect_bytes(b"a,b,c\n1,2,3\n", tmp_path)
    assert found["read_path"] == found["file_path"] == (tmp_path / "x.csv").as_posix()
    assert found["skip_lines"] == 1
    assert found["warning"] is None
    assert not (tmp_path / "work").exists()


def test_a_mended_copy_is_reused_and_others_are_left_alone(tmp_path):
    unrelated = tmp_path / "work" / "other.csv"
    unrelated.parent.mkdir()
    unrelated.write_text("mine")
    first = Path(inspect_bytes(b"a,b,c\n1,caf\xe9,3\n", tmp_path)["read_path"])
    written_at = first.stat().st_mtime_ns
    second = Path(inspect_bytes(b"a,b,c\n1,caf\xe9,3\n", tmp_path, name="again.csv")["read_path"])
    assert (first, written_at) == (second, second.stat().st_mtime_ns)
    assert sorted(first.parent.iterdir()) == sorted([first, unrelated])
    assert unrelated.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "is_packed", "is_copied"),
    [
        ("x.csv.gz", True, False),
        ("x.CSV.GZ", True, True),  # DuckDB does not unpack by this name
        ("x.csv", True, True),
        ("x.csv.gz", False, True),  # and would try to unpack this one
    ],
)
def test_packing_is_told_by_content_not_by_name(tmp_path, name, is_packed, is_copied):
    content = b"a,b,c\n1,2,3\n"
    packed = gzip.compress(content[:8]) + gzip.compress(content[8:])
    found = inspect_bytes(packed if is_packed else content, tmp_path, name=name)
    assert read_with_duckdb(found).rows == [("1", "2", "3")]
    assert (found["read_path"] != found["file_path"]) == is_copied
    assert found["content_hash"] == inspect_bytes(content, tmp_path, name="p.csv")["content_hash"]


def test_a_name_with_brackets_means_one_file(tmp_path):
    inspect_bytes(b"a,b,c\n7,8,9\n", tmp_path, name="x1.csv")
    found = inspect_bytes(b"a,b,c\n1,2,3\n", tmp_path, name="x[1].csv")
    assert found["file_path"].endswith("x[1].csv")
    assert read_with_duckdb(found).rows == [("1", "2", "3")]


def test_real_line_ends_mixed_by_joining_two_files_lose_nothing(tmp_path):
    found = inspect_bytes(b'a,b,c\n1,"x\r\ny",3\n4,5,6\r\n7,8\r,9\r\n', tmp_path)
    assert read_with_duckdb(found).rows == [("1", "x\ny", "3"), ("4", "5", "6"), ("7", "8 ", "9")]
    assert "line ends were mixed" in found["warning"]


def test_header_only_is_fine_where_nothing_is_expected(tmp_path):
    found = inspect_bytes(b"a,b,c\n", tmp_path, may_be_empty=True)
    assert (found["problem"], found["records"]) == (None, 0)
    assert read_with_duckdb(found).rows == []


def test_header_spellings_are_matched_loosely(tmp_path):
    columns = [
        SourceColumn("sbir.award_data", "hubzone_owned", "Hubzone Owned", True),
        SourceColumn("sbir.award_data", "duns", "DUNS", True),
    ]
    content = b'\xef\xbb\xbf"HUBZONE_OWNED" , "duns",The ""\tother\r\n1,2,3\r\n'
    found = inspect_bytes(content, tmp_path, columns=columns)
    assert found["headers"] == ["HUBZONE_OWNED", "duns", 'The "" other']
    assert found["column_names"] == ["hubzone_owned", "duns", ""]
    assert found["column_types"] == ["text"] * 3


def test_the_same_file_named_twice_is_read_once(tmp_path):
    inspect_bytes(b"a,b,c\n1,2,3\n", tmp_path, name="one.csv")
    (tmp_path / "two.csv").symlink_to(tmp_path / "one.csv")
    found = inspect_one(tmp_path / "*.csv", tmp_path / "work")
    assert found["file_path"] == (tmp_path / "one.csv").as_posix()
