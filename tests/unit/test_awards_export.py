"""Exported awards are those of the mart, and no spreadsheet executes a cell of theirs."""

import csv
from pathlib import Path

import duckdb
import pytest
from quality_samples import award, mixed_awards, write_build

import export_awards
from sbir_enrichment.pages.spreadsheet_cells import plain_cell, safe_cell
from sbir_enrichment.quality_report.kept_reports import KeptReports
from sbir_enrichment.quality_report.report import Request, make_report

HOSTILE = [
    "=cmd|' /c calc'!A1",
    "+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "'=1",
    "\uff1d1",
    'a,"b"\nc',
    "ok",
]


@pytest.fixture
def build(tmp_path: Path) -> Path:
    hostile = [award(20 + place, company_name=name) for place, name in enumerate(HOSTILE)]
    awards = [*mixed_awards(), *hostile, award(40, company_name=None, award_amount=-5)]
    return write_build(tmp_path / "sbir.duckdb", awards, {})


def test_a_csv_holds_every_award_and_no_formula(build: Path, tmp_path: Path, capsys) -> None:
    output = tmp_path / "new folder" / "it's.csv"
    assert export_awards.main(["--database", str(build), "--output", str(output)]) == 0
    assert capsys.readouterr().out == f"20 awards\n{output}\n"
    with output.open(encoding="utf-8", newline="") as file:
        rows = {row["award_id"]: row for row in csv.DictReader(file)}
    names = [rows[f"award {20 + place}"]["company_name"] for place in range(len(HOSTILE))]
    assert names == [safe_cell(name) for name in HOSTILE]
    assert [plain_cell(name) for name in names] == HOSTILE
    assert (rows["award 40"]["company_name"], rows["award 40"]["award_amount"]) == ("", "-5.00")
    assert list(rows) == sorted(rows)
    assert [each.name for each in output.parent.iterdir()] == [output.name]


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_an_export_measures_as_the_build_does(build: Path, tmp_path: Path, kind: str) -> None:
    output = tmp_path / f"awards.{kind}"
    assert export_awards.main(["--database", str(build), "--output", str(output)]) == 0
    nothing_kept = KeptReports(reports=(), unreadable=())
    of_build = make_report(Request(build), nothing_kept)
    of_file = make_report(Request(build, enriched_file=output), nothing_kept)
    assert of_file.overall.model_dump(exclude={"value"}) == of_build.overall.model_dump(
        exclude={"value"}
    )


def test_parquet_has_the_very_rows_of_the_mart(build: Path, tmp_path: Path) -> None:
    output = tmp_path / "awards.parquet"
    assert export_awards.main(["--database", str(build), "--output", str(output)]) == 0
    with duckdb.connect(str(build), read_only=True) as connection:
        mart, file = "from marts.fct_enriched_awards", f"from '{output}'"
        unlike = f"({mart} except all {file}) union all ({file} except all {mart})"
        assert connection.sql(unlike).fetchall() == []


def test_what_cannot_be_exported_is_said_in_one_line(build: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "folder.csv").mkdir()
    cases = {
        (build, tmp_path / "awards.xlsx"): (2, "name a file that ends in .parquet or .csv"),
        (build, tmp_path / "folder.csv"): (2, "cannot be written: Is a directory"),
        (build, build / "awards.csv"): (2, "cannot be written: "),
        (tmp_path / "none.duckdb", tmp_path / "awards.csv"): (3, "there is no such file"),
    }
    for (database, output), (code, said) in cases.items():
        assert export_awards.main(["--database", str(database), "--output", str(output)]) == code
        message = capsys.readouterr().err
        assert message.startswith("export_awards: ") and said in message
        assert message.count("\n") == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder.csv", "sbir.duckdb"]
