"""Every problem with an input is one row with one message that says how to mend it."""

import gzip
import os

import pytest
from input_files_samples import COLUMNS, SOURCE, inspect_all, inspect_bytes, inspect_one

from sbir_enrichment.input_files import InputRequest, SourceColumn, inspect_inputs
from sbir_enrichment.input_files.records import INPUT_FILES

GOOD = b"a,b,c\n1,2,3\n"
SPELLED = [
    SourceColumn(SOURCE, "company", "Company", True),
    SourceColumn(SOURCE, "duns", "Duns", True),
    SourceColumn(SOURCE, "duns", "DUNS Number", True),
    SourceColumn(SOURCE, "city", "City", False),
]


def test_a_path_without_a_file_is_told_with_similar_names_beside_it(tmp_path):
    (tmp_path / "award_data.csv").write_bytes(GOOD)
    (tmp_path / "notes.txt").write_bytes(GOOD)
    found = inspect_one(tmp_path / "awards_data.csv", tmp_path / "work")
    assert found["problem"] == (
        f"sbir_award_data: no file at or matching '{tmp_path}/awards_data.csv'. "
        f"The folder {tmp_path} has 'award_data.csv': is one of these meant?"
    )


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("nowhere/x.csv", "Its folder does not exist either"),
        ("zzz*.parquet", "has no file of a similar name"),
    ],
)
def test_a_pattern_that_matches_nothing_is_told(tmp_path, location, told):
    found = inspect_one(tmp_path / location, tmp_path / "work")
    assert "sbir_award_data: no file at or matching" in found["problem"]
    assert told in found["problem"]


def test_a_link_to_nowhere_is_no_file(tmp_path):
    (tmp_path / "x.csv").symlink_to(tmp_path / "gone.csv")
    assert "no file at" in inspect_one(tmp_path / "x.csv", tmp_path / "work")["problem"]


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("", "sbir_award_data is blank: set it to the path"),
        ("https://example.org/award.csv", "is an address; download the file"),
        (".", "'.' is a folder; name a file in it, or all with './*.csv'"),
    ],
)
def test_what_is_not_a_path_to_a_file_is_told(tmp_path, location, problem):
    assert problem in inspect_one(location, tmp_path / "work")["problem"]


def test_no_location_is_fine_where_nothing_is_expected(tmp_path):
    request = InputRequest(SOURCE, "usaspending_prime_awards", "", may_be_empty=True)
    table = inspect_inputs([request], COLUMNS, tmp_path)
    assert (table.num_rows, table.schema) == (0, INPUT_FILES)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "is empty"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (b"a,b,c\n", "has a header but no rows"),
        (b"a,b,c", "has a header but no rows"),
        (b"a,b,c\n\n\r\n", "has a header but no rows"),
        (b'a,b,c\n1,"open,3\n', "has a header but no rows that can be read"),
        (b'a,"b,c\n1,2,3\n', "does not begin with a readable header line"),
        (b'a,b,c,\r"d\n1,2,3,4\n', "does not begin with a readable header line"),
        (b"a" * 1_100_000, "does not begin with a readable header line"),
        (b"a;b;c\n1;2;3\n", "uses ';' between columns; save it with commas between columns."),
        (b"a\tb\tc\n1\t2\t3\n", "uses tabs between columns; save it with commas"),
        (b"a|b|c\n1|2|3\n", "uses '|' between columns; save it with commas"),
        (b"<!DOCTYPE html>\n<html>", "looks like a web page"),
        (b'<?xml version="1.0"?>\n<a/>', "looks like XML"),
        (b'{"error": "gone"}', "looks like JSON"),
        (b"PK\x03\x04" + b"\x00" * 50, "looks like a zip file or an Excel workbook"),
        (b"%PDF-1.7\n", "looks like a PDF document"),
        (b"\x89PNG\r\n" + bytes(range(32)) * 9, "looks like binary data"),
        (gzip.compress(b"PAR1 and so on", mtime=0), "looks like packed Parquet"),
        (gzip.compress(GOOD * 999, mtime=0)[:60], "damaged or cut short gzip file"),
        (b"\x1f\x8b not really", "damaged or cut short gzip file"),
        (gzip.compress(GOOD, mtime=0)[:-8] + b"12345678", "damaged or cut short gzip file"),
        (b"PAR1 but nothing else PAR1", "damaged or cut short Parquet file"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, content, problem):
    found = inspect_bytes(content, tmp_path)
    assert found["problem"].startswith((tmp_path / "x.csv").as_posix())
    assert problem in found["problem"]
    assert found["bytes"] == len(content)


def test_all_missing_columns_are_named_with_what_may_be_meant(tmp_path):
    content = b"Company Name,DUNS Numbr,State\nAcme,1,MA\n"
    found = inspect_bytes(content, tmp_path, columns=SPELLED)
    assert found["problem"] == (
        f"{tmp_path}/x.csv lacks the required columns company (header 'Company'), "
        "duns (header 'Duns' or 'DUNS Number'). "
        "Is 'Company Name' meant as 'Company'? Is 'DUNS Numbr' meant as 'DUNS Number'? "
        "It has 'Company Name', 'DUNS Numbr', 'State'."
    )
    assert found["headers"] == ["Company Name", "DUNS Numbr", "State"]
    assert len(found["content_hash"]) == 64


def test_two_headers_for_one_column_are_both_named(tmp_path):
    content = b"Company,DUNS,DUNS_Number\nAcme,1,2\n"
    found = inspect_bytes(content, tmp_path, columns=SPELLED)
    assert "the headers 'DUNS' and 'DUNS_Number' both mean duns" in found["problem"]


def test_a_column_that_is_not_known_may_stand_twice(tmp_path):
    found = inspect_bytes(b"a,b,x,x,\n1,2,3,4,5\n", tmp_path)
    assert (found["problem"], found["column_names"]) == (None, ["a", "b", "", "", ""])


def test_a_name_that_is_not_text_is_told(tmp_path):
    (tmp_path / os.fsdecode(b"x\xff.csv")).write_bytes(GOOD)
    assert "not UTF-8; rename" in inspect_one(tmp_path / "x*.csv", tmp_path / "work")["problem"]


def test_an_impossible_path_is_told(tmp_path):
    for location in ("x" * 5000, "x\x00.csv"):
        assert inspect_one(location, tmp_path / "work")["problem"]


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    found = inspect_one(tmp_path / "pipe.csv", tmp_path / "work")
    assert "is not an ordinary file" in found["problem"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path):
    (tmp_path / "x.csv").write_bytes(GOOD)
    (tmp_path / "x.csv").chmod(0)
    found = inspect_one(tmp_path / "x.csv", tmp_path / "work")
    assert "cannot be read (Permission denied)" in found["problem"]


def test_a_copy_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "work").write_text("a file where the folder should be")
    found = inspect_bytes(b"a,b,c\n1,caf\xe9,3\n", tmp_path)
    assert "has to be mended before it can be read" in found["problem"]


def test_one_bad_file_does_not_keep_the_others_from_being_looked_at(tmp_path):
    (tmp_path / "bad.csv").write_bytes(b"%PDF-1.7")
    (tmp_path / "good.csv").write_bytes(GOOD)
    bad, good = inspect_all(tmp_path / "*.csv", tmp_path / "work")
    assert "PDF" in bad["problem"]
    assert (good["problem"], good["records"]) == (None, 1)


def test_rows_are_ordered_by_source_and_path(tmp_path):
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_bytes(GOOD)
    requests = [
        InputRequest("z.last", "z", str(tmp_path / "a.csv"), may_be_empty=False),
        InputRequest(SOURCE, "s", str(tmp_path / "*.csv"), may_be_empty=False),
    ]
    table = inspect_inputs(requests, COLUMNS, tmp_path / "work")
    assert table.schema == INPUT_FILES
    names = [path.rpartition("/")[2] for path in table["file_path"].to_pylist()]
    assert table["source_name"].to_pylist() == [SOURCE, SOURCE, "z.last"]
    assert names == ["a.csv", "b.csv", "a.csv"]
