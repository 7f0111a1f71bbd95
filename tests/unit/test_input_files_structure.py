"""The structure scan counts like a record-by-record reading, however the file is cut up."""

import csv
import io
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sbir_enrichment.input_files import csv_grammar, csv_structure
from sbir_enrichment.input_files.csv_grammar import Grammar
from sbir_enrichment.input_files.csv_structure import CsvScanner, CsvStructure
from sbir_enrichment.input_files.csv_verdicts import Judge, Verdict

GRAMMAR = Grammar(b",")
COLUMNS = 3

# Mostly what matters to the structure, and whole good rows for damaged ones to swallow.
PIECES = [b"a", b"bc", b",", b'"', b'""', b"\n", b"\r", b"\r\n", b" ", b"x,y,z\n", b'"q","r,",s\n']
SOUP = st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)
TEXT = st.text(alphabet='ab ,"\n', max_size=6)


def scan(data: bytes, block_bytes: int = 1 << 20) -> CsvStructure:
    scanner = CsvScanner(b",", COLUMNS, CsvStructure(lines=1, record_numbers=1), 0)
    for start in range(0, len(data), block_bytes):
        scanner.feed(data[start : start + block_bytes])
    return scanner.finish()


def scan_record_by_record(data: bytes) -> tuple[int, list[int], list[tuple[int, str]]]:
    whole = data if data.endswith(b"\n") or not data else data + b"\n"
    judge = Judge(GRAMMAR, COLUMNS, whole, is_last=True)
    records, blanks, damages, position, number = 0, [], [], 0, 1
    while position < len(whole):
        verdict, end, reason = judge.judge(position)
        number += 1
        if verdict is Verdict.RECORD:
            records += 1
        else:
            blanks.append(number)
        if verdict is Verdict.DAMAGED:
            damages.append((position, reason))
        position = end
    return records, blanks, damages


def summary(structure: CsvStructure) -> tuple[int, list[int], list[tuple[int, str]]]:
    damages = [(damage.offset, damage.reason) for damage in structure.damages]
    return structure.records, structure.blank_records, damages


@settings(max_examples=400, deadline=None)
@given(SOUP)
def test_reading_spans_and_reading_records_agree(data):
    assert summary(scan(data)) == scan_record_by_record(data)


@settings(max_examples=400, deadline=None)
@given(SOUP, st.integers(1, 50))
def test_the_block_size_does_not_matter(data, block_bytes):
    assert scan(data, block_bytes) == scan(data)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_rows_from_a_csv_writer_are_counted_exactly(rows, line_end):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end).writerows(rows)
    data = text.getvalue().encode()
    found = scan(data, 16)
    several = sum("\n" in "".join(row) for row in rows)
    assert (found.records, found.damages) == (len(rows), [])
    assert (found.lines, found.multiline_records) == (1 + data.count(b"\n"), several)
    assert found.crlf_ends == (len(rows) if line_end == "\r\n" else 0)


@pytest.mark.parametrize("damage_every", [3, 50, 5000])
def test_damaged_lines_among_many_are_found_each(damage_every):
    random_source = random.Random(damage_every)
    lines, expected = [], []
    for number in range(20_000):
        words = "x" * random_source.randrange(20)
        if number % damage_every == 1:
            expected.append(number + 2)
            lines.append(f'{number},"{words},open')
        else:
            lines.append(f'{number},"{words} ""quoted"", text",bare 5" pipe')
    found = scan("\n".join(lines).encode(), 300_000)
    assert [damage.line for damage in found.damages] == expected
    assert found.records == 20_000 - len(expected)


def test_large_input_agrees_with_reading_records():
    random_source = random.Random(7)
    pieces = [*PIECES, *[b'1,"some, text",2\n', b"1,2,3\n"] * 30]
    data = b"".join(random_source.choices(pieces, k=60_000))
    assert summary(scan(data, 100_000)) == scan_record_by_record(data)


def test_a_row_longer_than_the_limit_is_set_aside_and_nothing_else():
    row = b"1," + b"x" * csv_grammar.MAX_RECORD_BYTES + b",3\n"
    found = scan(b"1,2,3\n" + row + b"4,5,6\n", 3 << 20)
    assert [(damage.line, damage.reason) for damage in found.damages] == [
        (3, "row longer than 8 MB")
    ]
    assert len(found.damages[0].raw) == csv_structure.MAX_RAW_BYTES
    assert found.records == 2


def test_a_quote_that_stays_open_to_the_end_costs_one_line():
    body = b'1,"open,3\n' + b"4,5,6\n" * 2_000_000
    found = scan(body, 8 << 20)
    assert [damage.line for damage in found.damages] == [2]
    assert found.records == 2_000_000


def test_lines_are_numbered_where_they_stand():
    found = scan(b'1,"a\nb",2\n\n1,"open,2\n1,2,3\n')
    (damage,) = found.damages
    assert (damage.line, damage.raw, damage.offset) == (5, '1,"open,2', 11)
    assert found.blank_records == [3, 4]
    assert (found.records, found.multiline_records, found.lines) == (2, 1, 6)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b'1,"a"b,2', "text after a closing quote"),
        (b'1,"a" "b",2', "text after a closing quote"),
        (b'1,"a,2', "unclosed quote"),
        (b'1,2,"', "unclosed quote"),
        (b' "a,1,2', "unclosed quote"),
    ],
)
def test_a_field_that_is_not_closed_properly_is_damaged(record, reason):
    found = scan(record + b"\n4,5,6\n")
    assert [damage.reason for damage in found.damages] == [reason]
    assert found.records == 1


@pytest.mark.parametrize(
    "record",
    [
        b'1,5" pipe,2',  # a bare quote is text
        b'1,x "y" z,2',
        b'1, "a, b",2',  # one space before the quote
        b'1,"a, b"  ,2',  # spaces after it
        b'1,"",2',
        b'1,"a ""b""",2',
        b'1,"""",2',
        b'1,  "a,2',  # two spaces: no longer a quoted field
    ],
)
def test_a_field_that_duckdb_reads_is_not_damaged(record):
    found = scan(record + b"\n4,5,6\n")
    assert (found.records, found.damages) == (2, [])


def test_an_unclosed_quote_that_a_later_row_happens_to_close_swallows_nothing():
    # The quote before ",x" closes the field that was opened two lines above: four columns.
    found = scan(b'1,"open,3\n4,",x",6\n7,8,9\n')
    assert [damage.line for damage in found.damages] == [2]
    assert found.records == 2


def test_a_text_of_several_lines_is_kept_even_with_the_wrong_number_of_columns():
    found = scan(b'1,"a\nb c\nd"\n7,8,9\n')
    assert (found.records, found.damages) == (2, [])


def test_line_ends_are_told_apart_outside_quotes_only():
    even = scan(b'1,"a\r\nb\rc",3\n4,5,6\n')
    assert not even.has_mixed_line_ends
    assert scan(b"1,2,3\n4,5,6\r\n").has_mixed_line_ends
    assert scan(b"1,2\r2,3\n").has_mixed_line_ends
    assert not scan(b"1,2,3\r\n\r\n4,5,6\r\n").has_mixed_line_ends


def test_damages_come_in_order_and_do_not_overlap():
    found = scan(b'1,"a\n' * 50 + b"1,2,3\n")
    ends = [(damage.offset, damage.offset + damage.length) for damage in found.damages]
    assert len(ends) == 50
    assert all(first[1] < second[0] for first, second in pairwise(ends))
