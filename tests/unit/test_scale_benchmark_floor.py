"""The floor reads texts of several lines whole, and joins exactly."""

import csv
from pathlib import Path

import duckdb
import pytest

import benchmark_scale
from sbir_enrichment.scale_benchmark.floor import build_floor

AWARDS = [
    ("Company", "UEI", "Duns", "Abstract"),
    ("both", "UEI1", "000000002", 'Two lines,\nand "quotes".\n\nThen\tmore.'),
    ("by duns", "", "000000002", "One line"),
    ("uei unknown", "UEI9", "000000002", "Falls back on its DUNS"),
    ("neither", "", "", ""),
    ("leading zeros gone", "", "2", "\nbegins with a line end"),
]
RECIPIENTS = [
    ("recipient_hash", "legal_business_name", "uei", "duns"),
    ("b", "second row of one UEI", "UEI1", ""),
    ("a", "first row of one UEI", "UEI1", ""),
    ("c", "known by DUNS", "", "000000002"),
    ("d", "known by nothing", "", ""),
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    paths = tmp_path / "award_data.csv", tmp_path / "recipient_lookup.csv"
    for path, rows in zip(paths, (AWARDS, RECIPIENTS), strict=True):
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return str(paths[0]), str(paths[1])


def test_each_award_is_written_once_with_the_recipient_of_its_uei_or_else_its_duns(
    files: tuple[str, str], tmp_path: Path
) -> None:
    database = str(tmp_path / "floor.duckdb")
    counts = build_floor(*files, database, "200MB", 1)
    assert counts == {"awards": 5, "recipients": 4, "matched_awards": 3}
    with duckdb.connect(database) as connection:
        found = connection.sql(
            'select "Company", recipient_hash, "Abstract" from enriched_awards'
        ).fetchall()
    given = {row[0]: row[1] for row in found}
    assert given == {
        "both": "a",
        "by duns": "c",
        "uei unknown": "c",
        "neither": None,
        "leading zeros gone": None,
    }
    assert {row[2] or "" for row in found} == {row[3] for row in AWARDS[1:]}


def test_what_fails_is_shown_with_its_last_words_and_exit_code_3(tmp_path: Path, capsys) -> None:
    arguments = ["--data-folder", str(tmp_path), "--work-folder", str(tmp_path / "work")]
    arguments += ["--sizes", "1000", "--memory-limit", "1KB"]
    result = tmp_path / "result.json"
    assert benchmark_scale.main([*arguments, "--output-json", str(result)]) == 3
    said = capsys.readouterr().err
    assert "could not measure: the floor failed with exit code 1; it said at last:" in said
    assert "Out of Memory Error" in said
    assert not result.exists()
