"""The quality report: figures counted by hand, gates, trend, issues, and what makes it refuse."""

import io
import json
import random
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quality_samples import award, mixed_awards, unmatched, write_awards, write_build
from rich.console import Console

import validate_enrichment_quality as command
from sbir_enrichment.pages.markdown import plain
from sbir_enrichment.quality_report.build_issues import GATE_REMEDIES
from sbir_enrichment.quality_report.command_line import as_markdown
from sbir_enrichment.quality_report.console import print_report
from sbir_enrichment.quality_report.kept_reports import KeptReports, read_report
from sbir_enrichment.quality_report.measured_parts import Slice
from sbir_enrichment.quality_report.page import render_report
from sbir_enrichment.quality_report.report import Request, make_report
from sbir_enrichment.quality_report.result import QualityReport
from sbir_enrichment.quality_report.slices import in_order

HOSTILE = (
    "</script>\x1b[31m<script>alert('x')</script> | \"q\" [bold]b[/bold] \u202eevil\n# no heading"
)
NOTHING_KEPT = KeptReports((), ())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in: kept reports go below it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SBIR_DUCKDB_PATH", raising=False)
    return tmp_path


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the page away where it is not the point: drawing takes most of the time."""
    monkeypatch.setattr("sbir_enrichment.quality_report.command_line.render_report", lambda _: "")


def of_file(path: Path) -> QualityReport:
    return make_report(Request(database=Path("none"), enriched_file=path), NOTHING_KEPT)


def of_awards(folder: Path, *awards: dict) -> QualityReport:
    return of_file(write_awards(folder / "awards.parquet", list(awards)))


def figures(report: QualityReport, dimension: str) -> dict[str, tuple[int, int, int]]:
    found = report.dimension(dimension)
    assert found is not None
    return {each.value: (each.awards, each.matched_awards, each.firms) for each in found.slices}


def titles(report: QualityReport) -> list[str]:
    return [issue.title for issue in report.issues]


def test_a_file_is_counted_as_by_hand(tmp_path: Path) -> None:
    report = of_awards(tmp_path, *mixed_awards())
    overall = report.overall
    assert (overall.awards, overall.matched_awards, overall.match_rate) == (10, 7, 0.7)
    assert (overall.firms, overall.matched_firms) == (9, 6)
    assert (overall.award_amount, overall.matched_award_amount) == (1300, 700)
    assert overall.methods["uei_exact"] == 5
    assert figures(report, "branch")["Defense / Navy"] == (1, 1, 1)
    assert figures(report, "era") == {
        "before 2008": (1, 1, 1),
        "2008 to March 2022": (8, 5, 8),
        "April 2022 on": (1, 1, 1),
    }
    assert figures(report, "identifier_type") == {
        "UEI only": (7, 4, 6),
        "UEI and DUNS": (1, 1, 1),
        "DUNS only": (1, 1, 1),
        "neither": (1, 1, 1),
    }
    assert report.missing_dimensions == ("uei_quality", "duns_quality", "company_size")
    assert {flag.name: (flag.awards, flag.accepted) for flag in report.flags} == {
        "name_disagrees": (1, 1),
        "several_names": (1, 1),
        "duns_invalid": (1, 0),
    }
    assert figures(report, "confidence") == {
        "80 to 85": (1, 0, 1),
        "90 to 95": (1, 1, 1),
        "95 to 100": (7, 6, 6),
        "not given": (1, 0, 1),
    }
    assert figures(report, "missing_fields") == {
        "nothing missing": (9, 7, 8),
        "award_amount": (1, 0, 1),
    }
    assert {field.name: field.filled for field in report.fields}["award_date"] == 9


@settings(max_examples=5, deadline=None)
@given(order=st.randoms(use_true_random=False), ending=st.sampled_from(["csv", "parquet"]))
def test_order_of_rows_and_kind_of_file_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: random.Random, ending: str
) -> None:
    told = {"source", "run_id", "made_at"}
    tmp_path = tmp_path_factory.mktemp("orders")
    awards = mixed_awards()
    usual = of_awards(tmp_path, *awards)
    order.shuffle(awards)
    other = of_file(write_awards(tmp_path / f"other.{ending}", awards))
    assert other.model_dump(exclude=told) == usual.model_dump(exclude=told)


def test_a_firm_is_known_by_an_identifier_on_any_of_its_awards(tmp_path: Path) -> None:
    awards = [award(1, company_id="one"), award(2, company_id="one", company_uei=None)]
    assert figures(of_awards(tmp_path, *awards), "identifier_type") == {"UEI only": (2, 2, 1)}


def test_years_and_sizes_stand_in_their_order_and_names_by_awards() -> None:
    def ordered(*values: str) -> list[str]:
        empty = dict.fromkeys(Slice.model_fields, 0) | {"statuses": {}, "methods": {}}
        slices = [
            Slice(**{**empty, "value": value, "awards": place})
            for place, value in enumerate(values)
        ]
        return [each.value for each in in_order(slices)]

    assert ordered("not given", "2001", "1999") == ["1999", "2001", "not given"]
    eras = ["before 2008", "2008 to March 2022", "April 2022 on"]
    assert ordered(*reversed(eras)) == eras
    sizes = ["1 to 9 employees", "10 to 49 employees", "250 employees and more"]
    assert ordered(*reversed(sizes)) == sizes
    assert ordered("CA", "not given", "MA") == ["MA", "CA", "not given"]
    assert ordered("Phase 1", "unknown") == ["unknown", "Phase 1"]


def test_gates_are_measured_over_a_file_by_their_own_sql(tmp_path: Path) -> None:
    report = of_awards(tmp_path, *mixed_awards())
    gates = {gate.name: (gate.is_met, gate.measured) for gate in report.gates}
    assert gates["match_rate_gate"] == (True, 0.7)
    assert gates["match_completeness_gate"] == (False, 0.9)
    broken = of_awards(tmp_path, award(1, recipient_id=None), award(2), award(2))
    assert {gate.name for gate in broken.failed_gates} == {
        "match_completeness_gate",
        "no_award_twice",
    }


@pytest.mark.usefixtures("no_drawing")
def test_a_gate_that_does_not_hold_is_exit_code_one(folder: Path, capsys) -> None:
    file = write_awards(folder / "awards.csv", [award(number) for number in range(9)])
    assert command.main(["--enriched-file", str(file), "--min-match-rate", "1"]) == 0
    half = write_awards(folder / "half.csv", [award(1), unmatched(2)])
    assert command.main(["--enriched-file", str(half)]) == 1
    said = capsys.readouterr().err
    assert "match_rate_gate: match rate 50.00 % (1 of 2 awards accepted)" in said
    most = write_awards(folder / "most.csv", [award(1), award(2), award(3), unmatched(4)])
    assert command.main(["--enriched-file", str(most)]) == 0
    assert command.main(["--enriched-file", str(most), "--min-match-rate", "0.8"]) == 1
    assert "at least 80.00 % was asked for" in capsys.readouterr().err


@pytest.mark.usefixtures("no_drawing")
@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "there is no such file"),
        ("", "lacks award_id"),
        ("award_id,agency\n1,Energy\n", "lacks company_id, award_amount, match_status"),
        ("award_amount\nmany\n", "award_amount holds 'many', which is no decimal"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    folder: Path, capsys, content: str | None, complaint: str
) -> None:
    file = folder / "awards.csv"
    if content is not None:
        wanted = write_awards(file, [award(1)]).read_text(encoding="utf-8").splitlines()
        if content.startswith("award_amount"):
            content = f"{wanted[0]}\n{wanted[1].replace(',100.00,', ',many,')}\n"
        file.write_text(content, encoding="utf-8")
    assert command.main(["--enriched-file", str(file)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"validate_enrichment_quality: {file}")
    assert complaint in said


@pytest.mark.usefixtures("no_drawing")
def test_misuse_and_nothing_to_measure_have_their_own_exit_codes(folder: Path, capsys) -> None:
    def code(*arguments: object) -> tuple[int, str]:
        return command.main([str(each) for each in arguments]), capsys.readouterr().err

    (folder / "text.parquet").write_text("no parquet", encoding="utf-8")
    (folder / "text.duckdb").write_text("no database" * 1000, encoding="utf-8")
    (folder / "other.json").write_text('{"schema_version": 1}', encoding="utf-8")
    with duckdb.connect("empty.duckdb") as connection:
        connection.execute("create table nothing (nobody integer)")
    none = write_awards(folder / "none.parquet", [])
    one = write_awards(folder / "one.parquet", [award(1)])
    assert code("--enriched-file", "text.parquet")[0] == 2
    assert code("--enriched-file", "awards.xlsx") == (
        2,
        "validate_enrichment_quality: awards.xlsx: give enriched awards as .parquet or .csv\n",
    )
    assert code("--database", "text.duckdb") == (
        2,
        "validate_enrichment_quality: text.duckdb is no database of DuckDB\n",
    )
    assert code("--enriched-file", one, "--database", "x")[0] == 2
    assert "other.json is no result" in code("--enriched-file", one, "--baseline", "other.json")[1]
    assert "cannot write" in code("--enriched-file", one, "--output", one / "x.html")[1]
    assert code("--enriched-file", none) == (
        3,
        f"validate_enrichment_quality: {none} holds no award\n",
    )
    assert code()[0] == 3, "there is no sbir.duckdb here"
    assert not (folder / "sbir.duckdb").exists(), "looking must not make an empty database"
    number, said = code("--database", "empty.duckdb")
    assert (number, "lacks marts.fct_enriched_awards" in said) == (3, True)


@pytest.mark.usefixtures("no_drawing")
def test_a_build_that_is_being_written_is_not_there_to_be_measured(folder: Path, capsys) -> None:
    build = write_build(folder / "sbir.duckdb", mixed_awards(), {})
    hold = f"import duckdb; c = duckdb.connect({str(build)!r}); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None and writer.stdin is not None
        assert writer.stdout.readline() == "held\n"
        assert command.main([]) == 3
        writer.communicate("\n")
    assert "open for writing elsewhere" in capsys.readouterr().err


@pytest.mark.usefixtures("no_drawing")
def test_a_gate_that_failed_in_the_last_run_says_which_tables_are_shown(
    folder: Path, capsys
) -> None:
    gates = {"match_rate_gate": False, "no_award_lost": True}
    build = write_build(folder / "sbir.duckdb", mixed_awards(), gates)
    with duckdb.connect(str(build)) as connection:
        connection.execute(
            """
            create table test_results.zeros as
            select false as is_met, 'hardly any DUNS begins with 0' as finding;
            insert into marts.fct_rejected_rows values
                ('sbir.award_data', 'award_data.csv', 7, 'too many fields', 'a,b,c'),
                ('sbir.award_data', 'award_data.csv', 3, 'too many fields', 'x,y,z');
            insert into marts.fct_match_changes values
                ('lost', 'recipient gone', 100, timestamp '2026-01-01 00:00:00');
            insert into marts.fct_match_precision values
                ('uei_exact', 6, null, null, null, 'unknown: of 6 accepted firms 0 are labelled')
            """
        )
    assert command.main([]) == 1
    assert "match_rate_gate: what match_rate_gate found" in capsys.readouterr().err
    (kept,) = (folder / "reports/quality").glob("quality_*.json")
    report = read_report(kept)
    assert [gate.name for gate in report.failed_gates] == ["match_rate_gate"]
    assert report.issues[0].severity == "failure"
    assert "The tables shown are those of 2026-01-02T03:04:05Z" in report.issues[0].finding
    assert {"The test zeros warned", "Rows of the input could not be read"} <= set(titles(report))
    assert "Awards lost their match" in titles(report)
    assert [(each.method, each.precision) for each in report.precisions] == [("uei_exact", None)]
    assert "Nobody has looked how often matches are right" in titles(report)
    (rejected,) = report.rejections
    assert (rejected.rows, rejected.line, rejected.example) == (2, 3, "x,y,z")


def test_for_each_gate_there_is_something_to_do_when_it_fails() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"^## Gates$(.*?)^## ", readme, re.MULTILINE | re.DOTALL)
    gates = set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))
    assert len(gates) >= 7
    assert gates <= GATE_REMEDIES.keys()


def test_a_gate_that_finds_several_things_is_one_gate_and_names_the_first(folder: Path) -> None:
    build = write_build(folder / "sbir.duckdb", mixed_awards(), {"match_rate_gate": True})
    with duckdb.connect(str(build)) as connection:
        connection.execute(
            "create table test_results.lines as select 'lines' as gate, 7.0 as measured, "
            "0.0 as threshold, line > 3 as is_met, 'line ' || line as finding "
            "from range(1, 8) as lines (line)"
        )
    assert command.main([]) == 1
    (kept,) = (folder / "reports/quality").glob("quality_*.json")
    (failed,) = read_report(kept).failed_gates
    assert (failed.name, failed.measured) == ("lines", 7)
    assert failed.finding == "line 1; line 2; line 3; line 4; line 5; and 2 more"


def test_a_slice_without_dollars_has_no_rate_of_dollars(folder: Path) -> None:
    awards = [*mixed_awards(), award(20, agency="No amounts", award_amount=None)]
    build = write_build(folder / "sbir.duckdb", awards, {"match_rate_gate": True})
    assert command.main(["--database", str(build), "--markdown-output", "q.md"]) == 0
    (kept,) = (folder / "reports/quality").glob("quality_*.json")
    by_agency = read_report(kept).dimension("agency")
    assert by_agency is not None
    rates = {each.value: each.amount_match_rate for each in by_agency.slices}
    assert rates["No amounts"] is None
    shown = (folder / "q.md").read_text(encoding="utf-8")
    assert "| No amounts | 1 | 1 | 100.0 % | 100.0 % | - | $0 |" in shown


def test_weak_slices_are_named_with_what_is_open(tmp_path: Path) -> None:
    matched = [award(number) for number in range(60)]
    weak = [unmatched(number, agency="Weak") for number in range(60, 80)]
    few = [unmatched(number, agency="Few") for number in range(80, 90)]
    report = of_awards(tmp_path, *matched, *weak, *few)
    (issue,) = [issue for issue in report.issues if issue.title.startswith("Few matches: agency")]
    assert issue.title == "Few matches: agency Weak"
    assert issue.finding == "0.0 % of 20 awards, 66.7 % overall; $2,000 unmatched."


def test_an_agency_without_branches_is_named_once(tmp_path: Path) -> None:
    matched = [award(number) for number in range(60)]
    weak = [unmatched(number, agency="Weak") for number in range(60, 80)]
    named = [title for title in titles(of_awards(tmp_path, *matched, *weak)) if "Weak" in title]
    assert named == ["Few matches: agency Weak"]


@pytest.mark.usefixtures("no_drawing")
def test_gates_that_nobody_measured_are_no_gates_that_hold(folder: Path) -> None:
    write_build(folder / "sbir.duckdb", mixed_awards(), {})
    assert command.main(["--json-output", "report.json"]) == 0
    report = read_report(Path("report.json"))
    assert report.gates == ()
    assert "No gate was measured" in titles(report)


def test_a_baseline_tells_which_slices_lost(tmp_path: Path) -> None:
    before = of_awards(tmp_path, *(award(number) for number in range(10)))
    baseline = tmp_path / "baseline.json"
    baseline.write_text(before.model_dump_json(), encoding="utf-8")
    now = [award(number) for number in range(8)]
    lost = [unmatched(number, company_state="MA") for number in (8, 9)]
    file = write_awards(tmp_path / "now.parquet", now + lost)
    report = make_report(
        Request(database=tmp_path, enriched_file=file, baseline=baseline), NOTHING_KEPT
    )
    assert report.comparison is not None
    assert report.comparison.before.match_rate == 1
    changes = {(each.dimension, each.value): each for each in report.comparison.changes}
    assert changes["agency", "Energy"].matched_awards_more == -2
    assert (changes["agency", "Energy"].rate_before, changes["agency", "Energy"].rate) == (1, 0.8)
    assert ("state", "MA") not in changes, "it was not there before"
    assert changes["state", "CA"].awards == 8
    assert "The match rate fell" in titles(report)
    assert (
        make_report(Request(database=tmp_path, enriched_file=file), NOTHING_KEPT).comparison is None
    )


@pytest.mark.usefixtures("no_drawing")
def test_each_build_is_a_point_of_the_trend_and_other_inputs_are_another_trend(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def validated(build: int, accepted: int, source: str = "award_data.csv") -> QualityReport:
        same = {
            "built_at": f"2026-01-0{build} 00:00:00",
            "dbt_invocation_id": f"build {build}",
            "source_file": source,
        }
        awards = [award(number, **same) for number in range(accepted)]
        awards += [unmatched(number, **same) for number in range(accepted, 20)]
        file = write_awards(folder / "awards.parquet", awards)
        arguments = ["--enriched-file", str(file), "--json-output", "out.json"]
        assert command.main(arguments) == 0
        report = read_report(Path("out.json"))
        # As if made at another second: the kept file is named after it.
        kept = Path(f"reports/quality/quality_{report.run_id}.json")
        kept.rename(kept.with_name(f"quality_{build}_{accepted}_{source}.json"))
        return report

    assert validated(1, 19).comparison is None
    validated(2, 18)
    validated(2, 18)
    validated(2, 14, "other.csv")
    Path("reports/quality/quality_0.json").write_text("{", encoding="utf-8")
    report = validated(3, 17)
    assert [build.match_rate for build in report.trend] == [0.95, 0.9, 0.85]
    assert report.comparison is not None
    assert report.comparison.baseline == "the build of 2026-01-02T00:00:00Z"
    assert {"The match rate fell", "The match rate has been higher"} <= set(titles(report))
    (unread,) = [issue for issue in report.issues if issue.title.startswith("Kept reports")]
    assert "quality_0.json" in unread.finding


def test_json_reads_back_as_the_same_report(tmp_path: Path) -> None:
    report = of_awards(tmp_path, *mixed_awards())
    text = report.model_dump_json()
    assert QualityReport.model_validate_json(text) == report
    assert set(json.loads(text)) == set(QualityReport.model_json_schema()["properties"])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> QualityReport:
    folder = tmp_path_factory.mktemp("hostile")
    names = {"agency": HOSTILE, "branch": HOSTILE, "company_state": HOSTILE, "source_file": HOSTILE}
    awards = [award(number) for number in range(60)]
    awards += [unmatched(number, **names) for number in range(60, 90)]
    return of_awards(folder, *awards)


def test_hostile_names_are_harmless_on_the_page_and_its_figures_are_the_report_s(
    hostile: QualityReport,
) -> None:
    page = render_report(hostile)
    assert "<script" not in page.lower()
    assert page.count("&lt;script&gt;") >= 8
    for shown in ("66.67 %", "60 of 90", "2 of 3", "Few matches: agency"):
        assert shown in page


def test_hostile_names_are_harmless_in_markdown_and_on_a_terminal(hostile: QualityReport) -> None:
    text = as_markdown(hostile)
    assert "<script" not in text
    assert "\n# no heading" not in text
    rows = [line for line in text.splitlines() if "alert" in line and line.startswith("|")]
    assert rows and all(line.replace("\\|", "").count("|") == 8 for line in rows)
    told = io.StringIO()
    print_report(hostile, Console(file=told, width=400))
    assert "[bold]b[/bold]" in told.getvalue()
    for shown in (text, told.getvalue()):
        assert not {"\x1b", "\u202e"} & set(shown), "no terminal obeys it, no line is turned around"


@given(st.text())
def test_no_text_leaves_its_cell_of_a_markdown_table(text: str) -> None:
    shown = plain(text)
    assert not set("\n\r\x0b\x0c\x85\u2028\u2029\x1b\u202e\u2066") & set(shown)
    assert "<" not in shown
    unescaped = shown.replace("\\\\", "")
    assert unescaped.count("|") == unescaped.count("\\|")


def test_what_was_kept_is_written_whole(folder: Path) -> None:
    file = write_awards(folder / "awards.parquet", mixed_awards())
    files = ["--output", "a/page.html", "--json-output", "b/report.json"]
    options = [*files, "--markdown-output", "c/report.md"]
    assert command.main(["--enriched-file", str(file), *options]) == 1
    report = read_report(Path("b/report.json"))
    assert (
        Path(f"reports/quality/quality_{report.run_id}.json").read_text()
        == Path("b/report.json").read_text()
    )
    assert "70.00 %" in Path("a/page.html").read_text(encoding="utf-8")
    assert Path("c/report.md").read_text(encoding="utf-8").startswith("# Match quality: 70.00 %")
    assert not list(folder.rglob("*.unfinished"))
