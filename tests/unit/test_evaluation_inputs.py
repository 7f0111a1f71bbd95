"""What cannot be used is refused in one line that says how to mend it, with exit code 2."""

import gzip
import json

import duckdb
import pytest

import evaluate_matching
from sbir_enrichment.evaluation.approaches import parse_approaches
from sbir_enrichment.evaluation.labelled_firms import read_queries
from sbir_enrichment.evaluation.labelled_sets import labelled_set_of_queries
from sbir_enrichment.evaluation.model_runs import READERS, _raise_reason
from sbir_enrichment.evaluation.problems import CouldNotMeasureError, UnusableInputError

HEADER = "company_name,city,state,zip,true_ueis,withheld\n"


@pytest.fixture
def refused(capsys):
    """Run the command with arguments it must refuse, and return its one line."""

    def run(*arguments: object) -> str:
        assert evaluate_matching.main([str(argument) for argument in arguments]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        return said.err

    return run


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "lacks the columns company_name, city, state, zip, true_ueis, withheld"),
        ("company_name,city,state,zip,withheld\nA,,,,False\n", "lacks the columns true_ueis"),
        (HEADER, "holds no queries"),
        (HEADER + "A,,,,ABCDEFGHJKL1,True\n", "every query is withheld"),
        (HEADER + "A,,,,ABCDEFGHJKL1,perhaps\n", "line 2: withheld is 'perhaps'"),
        (HEADER + "A,,,,B,False\nC,,,,,False\n", "line 3: true_ueis is empty"),
    ],
)
def test_a_queries_file_that_cannot_be_used_is_named_with_the_reason(
    refused, tmp_path, text, complaint
) -> None:
    queries = tmp_path / "queries.csv"
    queries.write_text(text, encoding="utf-8")
    said = refused("--queries", queries, "--universe", queries)
    assert str(queries) in said
    assert complaint in said


def test_missing_files_and_options_are_named(refused, tmp_path) -> None:
    queries, absent = tmp_path / "queries.csv", tmp_path / "absent.csv"
    queries.write_text(HEADER + "A,,,,ABCDEFGHJKL1,False\n", encoding="utf-8")
    assert "absent.csv: there is no such file (--queries)" in refused(
        "--queries", absent, "--universe", queries
    )
    assert "absent.csv: there is no such file (--universe)" in refused(
        "--queries", queries, "--universe", absent
    )
    assert "there is no such file (--from-warehouse)" in refused("--from-warehouse", absent)
    assert "give --queries and --universe" in refused("--queries", queries)
    assert "give --queries and --universe" in refused()
    assert "leave out the files" in refused("--from-warehouse", absent, "--queries", queries)
    both = ("--queries", queries, "--universe", queries)
    assert "its folder cannot be made" in refused(*both, "--output-json", queries / "x.json")
    assert "exists and is left alone" in refused(*both, "--keep-database", queries)
    assert "--vars must be a mapping" in refused(*both, "--vars", "90")
    assert "and not guessing" in refused(*both, "--approaches", "guessing")


def test_a_share_above_one_is_no_gate(capsys) -> None:
    with pytest.raises(SystemExit) as refusal:
        evaluate_matching.main(["--min-recall", "90"])
    assert refusal.value.code == 2
    assert "90 is not a share from 0 to 1" in capsys.readouterr().err


def test_binary_queries_are_refused_as_text(refused, tmp_path) -> None:
    queries = tmp_path / "queries.csv.gz"
    queries.write_bytes(b"not packed at all")
    assert "cannot be read as CSV" in refused("--queries", queries, "--universe", queries)
    queries.write_bytes(gzip.compress(b"\xff\xfe\x00"))
    assert "cannot be read as CSV" in refused("--queries", queries, "--universe", queries)


def test_a_database_of_another_project_is_told_from_a_build(refused, tmp_path) -> None:
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("create table something as select 1 as one")
    said = refused("--from-warehouse", other)
    assert "is no finished build of this project: it lacks" in said
    assert "int_company_matches" in said
    other.write_text("no database")
    assert "cannot be read" in refused("--from-warehouse", other)
    other.write_bytes(b"")
    assert "is empty, and so no build" in refused("--from-warehouse", other)


def test_a_packed_file_with_a_byte_order_mark_is_read(tmp_path) -> None:
    queries = tmp_path / "queries.csv.gz"
    text = HEADER + '"Acme, Inc.", Austin ,TX,,abcdefghjkl1 | ABCDEFGHJKL2,no\nB,,,,,TRUE\n'
    queries.write_bytes(gzip.compress(("\ufeff" + text).encode()))
    acme, withheld = read_queries(queries)
    assert (acme.number, acme.company_name, acme.city, acme.zip) == (
        1,
        "Acme, Inc.",
        "Austin",
        None,
    )
    assert acme.true_ueis == ("ABCDEFGHJKL1", "ABCDEFGHJKL2")
    assert withheld.is_withheld


def test_the_award_file_says_nothing_but_name_place_and_number(tmp_path) -> None:
    queries = tmp_path / "queries.csv"
    queries.write_text(HEADER + 'A "B",Austin,TX,78701,ABCDEFGHJKL1,False\n', encoding="utf-8")
    awards = labelled_set_of_queries(queries, queries, tmp_path).award_file
    (row,) = (
        duckdb.sql(f"from read_csv('{awards}', all_varchar = true)").to_arrow_table().to_pylist()
    )
    assert {header: value for header, value in row.items() if value} == {
        "Company": 'A "B"',
        "Agency Tracking Number": "1",
        "City": "Austin",
        "State": "TX",
        "Zip": "78701",
    }


def test_the_project_is_always_among_the_approaches_and_first() -> None:
    assert parse_approaches("splink, token_sort") == ("project", "token_sort", "splink")
    with pytest.raises(UnusableInputError, match="and not tokensort"):
        parse_approaches("tokensort")


def test_what_a_reading_model_says_is_misuse_and_anything_else_a_failure(tmp_path) -> None:
    def results(node: str) -> None:
        message = f"Compilation Error in {node}\n  x.csv lacks a column\n  > in macro input_files"
        failed = {"unique_id": node, "status": "error", "message": message}
        (tmp_path / "r.json").write_text(json.dumps({"results": [failed]}))

    results(f"model.sbir_enrichment.{READERS[0]}")
    with pytest.raises(UnusableInputError, match=r"^x\.csv lacks a column$"):
        _raise_reason(tmp_path / "r.json", "")
    results("model.sbir_enrichment.int_names")
    with pytest.raises(CouldNotMeasureError, match="int_names"):
        _raise_reason(tmp_path / "r.json", "")
    with pytest.raises(CouldNotMeasureError, match="no profile"):
        _raise_reason(tmp_path / "absent.json", "no profile")
