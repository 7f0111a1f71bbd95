"""Trends tell which way is good, never mix unlike conditions, and say what they cannot tell."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from history_samples import a_report, a_run, write_reports, write_runs
from hypothesis import given, settings
from hypothesis import strategies as some

import analyze_performance_history
from sbir_enrichment.history.charts import standalone_drawing
from sbir_enrichment.history.directions import find_direction
from sbir_enrichment.history.folders import Folders, read_runs
from sbir_enrichment.history.markdown import to_markdown
from sbir_enrichment.history.metrics import METRICS, Metric
from sbir_enrichment.history.page import render_trends
from sbir_enrichment.history.trends import Trend, TrendReport, make_report
from sbir_enrichment.history.wording import tell_direction, tell_latest

NOW = datetime(2026, 12, 1, tzinfo=UTC)
TIME = next(metric for metric in METRICS if metric.name == "wall_seconds")
RATE = next(metric for metric in METRICS if metric.name == "match_rate")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "archive", tmp_path / "benchmarks", tmp_path / "quality")


def command(folders: Folders, *arguments: str) -> int:
    return analyze_performance_history.main(
        [
            *arguments,
            *("--archive-folder", str(folders.archive)),
            *("--benchmarks-folder", str(folders.benchmarks)),
            *("--quality-folder", str(folders.quality)),
        ]
    )


def report_of(folders: Folders, days: float | None = None) -> TrendReport:
    return make_report(read_runs(folders, ["benchmark"]), ("benchmark",), days, NOW)


def trend(report: TrendReport, name: str) -> Trend:
    (series,) = report.series
    return next(each for each in series.trends if each.metric.name == name)


@pytest.mark.parametrize(
    ("metric", "values", "says"),
    [
        (TIME, [10, 11, 12, 13, 14, 15], "rising, +27.3 %: worse"),
        (TIME, [15, 14, 13, 12, 11, 10], "falling, -21.4 %: better"),
        (RATE, [0.80, 0.81, 0.82, 0.83, 0.84, 0.85], "rising, +3.00 points: better"),
        (RATE, [0.90, 0.85, 0.80, 0.75, 0.70, 0.67], "falling, -15.00 points: worse"),
        (TIME, [10, 12, 11, 12, 10, 11], "steady"),
        (TIME, [10] * 8, "steady"),
        (TIME, [10, 20, 30, 40, 50], "too few runs to tell (5 of 6)"),
    ],
)
def test_a_direction_says_which_way_is_good(metric: Metric, values: list, says: str) -> None:
    assert tell_direction(metric, find_direction(values), len(values)) == says


@pytest.mark.parametrize(
    ("metric", "values", "says"),
    [
        (TIME, [10], "the first run"),
        (TIME, [10, 10, 12], "+20.0 %, above all of them: worse"),
        (TIME, [10, 10, 8], "-20.0 %, below all of them: better"),
        (TIME, [8, 12, 11], "+10.0 %, within their range"),
        (RATE, [0.9, 0.9, 0.84], "-6.00 points, below all of them: worse"),
        (TIME, [0, 0, 3], "up from 0, above all of them: worse"),
    ],
)
def test_the_latest_run_is_held_against_those_before(
    metric: Metric, values: list, says: str
) -> None:
    assert tell_latest(metric, values) == says


@settings(max_examples=50, deadline=None)
@given(some.lists(some.floats(0, 1e12), min_size=1, max_size=12))
def test_any_figures_can_be_told(values: list[float]) -> None:
    for metric in METRICS:
        told = tell_direction(metric, find_direction(values), len(values))
        assert told and tell_latest(metric, values) and metric.tell(values[-1])
        # Turned round, rising is falling; what was worse is better.
        back = tell_direction(metric, find_direction(values[::-1]), len(values))
        assert ("worse" in told) == ("better" in back)


def test_a_trend_has_latest_mean_range_and_the_run_where_the_level_changed(
    folders: Folders,
) -> None:
    noisy = [10.0, 10.1, 9.9, 10.2, 9.8, 10.0, 13.0, 13.1, 12.9, 13.2, 13.0]
    write_runs(
        folders.benchmarks, [a_run(day, wall_seconds=(each,)) for day, each in enumerate(noisy)]
    )
    time = trend(report_of(folders), "wall_seconds")
    assert (time.latest, time.lowest, time.highest) == (13.0, 9.8, 13.2)
    assert time.mean == pytest.approx(sum(noisy) / len(noisy))
    (change,) = time.changes
    assert change.run_id == "20261107_090000_ab"
    assert change.words == "10.0 s before, 13.0 s since: +30.4 %, worse"
    assert trend(report_of(folders), "match_rate").changes == ()


@pytest.mark.parametrize(
    "unlike", [{"threads": 4}, {"processor": "Other"}, {"input_rows": 2_000}], ids=str
)
def test_results_of_unlike_conditions_are_never_in_one_trend(
    folders: Folders, unlike: dict
) -> None:
    write_runs(folders.benchmarks, [a_run(day, wall_seconds=(10.0,)) for day in range(6)])
    write_runs(
        folders.benchmarks, [a_run(day, "cd", wall_seconds=(99.0,), **unlike) for day in range(6)]
    )
    report = report_of(folders)
    assert [series.runs for series in report.series] == [6, 6]
    for series in report.series:
        (time, *_) = series.trends
        assert time.lowest == time.highest
        (value,) = series.differs.values()
        assert value in {"2", "4", "Made-up 3000", "Other", "1000", "2000"}


def test_quality_reports_are_followed_beside_benchmarks_and_never_mixed_with_them(
    folders: Folders, capsys
) -> None:
    write_runs(folders.benchmarks, [a_run(0)])
    write_reports(folders.quality, [a_report(day, 900 - 20 * day) for day in range(6)])
    write_reports(folders.quality, [a_report(9, file="other.csv")])
    assert command(folders, "--archive") == 0
    assert len(list((folders.archive / "quality").glob("*.json"))) == 7
    capsys.readouterr()
    assert command(folders, "--trend-report", "--metric-type", "quality") == 0
    said = capsys.readouterr().out
    assert "match rate | 6 |" in said and "falling, -6.00 points: worse" in said
    assert "gates that fail" in said and "completeness" in said and "rejected rows" in said
    assert said.count("## Quality") == 2 and "## Benchmark" not in said
    assert command(folders, "--query", "--metric-type", "all", "--days", "99999") == 0
    said = capsys.readouterr().out
    assert "time of the build" in said and "match rate of dollars" in said
    assert "8 runs" in said


def test_other_commits_and_settings_are_no_other_conditions_but_the_settings_are_told(
    folders: Folders,
) -> None:
    runs = [a_run(day, commit=str(day) * 40) for day in range(3)]
    other = runs[2].conditions.model_copy(update={"settings_hash": "other"})
    write_runs(folders.benchmarks, [*runs[:2], runs[2].model_copy(update={"conditions": other})])
    report = report_of(folders)
    (series,) = report.series
    assert (series.runs, series.resettings) == (3, ("20261103_090000_ab",))
    assert "Other settings since: 20261103_090000_ab." in to_markdown(report)


def test_memory_that_differs_by_what_a_kernel_leaves_is_the_same_machine(folders: Folders) -> None:
    runs = [a_run(0), a_run(1), a_run(2)]
    for number, more in ((1, 10**7), (2, 8 * 10**9)):
        conditions = runs[number].conditions
        machine = conditions.machine.model_copy(update={"memory_bytes": 24 * 10**9 + more})
        conditions = conditions.model_copy(update={"machine": machine})
        runs[number] = runs[number].model_copy(update={"conditions": conditions})
    write_runs(folders.benchmarks, runs)
    assert [series.runs for series in report_of(folders).series] == [1, 2]


def test_days_leave_out_what_is_older(folders: Folders, capsys) -> None:
    write_runs(folders.benchmarks, [a_run(day) for day in range(4)])
    days = 28
    assert report_of(folders, days).runs == 2
    assert report_of(folders).runs == 4
    nothing = report_of(folders, 1)
    assert nothing.runs == 0
    assert "no results of the last 1 day. The newest is of 2026-11-04" in to_markdown(nothing)


def test_a_query_shows_the_figures_of_recent_runs_only(folders: Folders, capsys) -> None:
    now = datetime.now(UTC)
    today = a_run(0, "today", wall_seconds=(4.25,)).model_copy(
        update={"started_at": now.isoformat()}
    )
    write_runs(folders.benchmarks, [today, a_run(-30, "old")])
    assert command(folders, "--query", "--days", "7") == 0
    said = capsys.readouterr().out
    assert "today" in said and "4.25 s" in said and "80.00 %" in said and "_old" not in said
    assert command(folders, "--query", "--metric-type", "quality") == 0
    assert "There are no results" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--archive"],
        ["--list"],
        ["--query"],
        ["--query", "--metric-type", "quality", "--days", "30"],
        ["--trend-report"],
    ],
    ids=" ".join,
)
def test_an_empty_history_is_said_to_be_empty(
    folders: Folders, capsys, arguments: list[str]
) -> None:
    assert command(folders, *arguments) == 0
    said = capsys.readouterr()
    assert "There are no results" in said.out and not said.err


@pytest.mark.parametrize("suffix", ["md", "html", "json"])
def test_a_report_of_nothing_is_written_too(
    folders: Folders, tmp_path: Path, capsys, suffix: str
) -> None:
    path = tmp_path / f"report.{suffix}"
    assert command(folders, "--trend-report", "--output", str(path)) == 0
    assert path.stat().st_size > 0
    assert capsys.readouterr().out.splitlines()[-1] == str(path)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--archive", "--list"],
        ["--query", "--output", "x.md"],
        ["--trend-report", "--output", "x.pdf"],
        ["--list", "--days", "3"],
        ["--archive", "--metric-type", "quality"],
        ["--query", "--days", "0"],
        ["--query", "--days", "-1"],
        ["--query", "--days", "many"],
        ["--query", "--days", "nan"],
        ["--query", "--metric-type", "speed"],
    ],
    ids=" ".join,
)
def test_misuse_is_said_and_does_nothing(folders: Folders, capsys, arguments: list[str]) -> None:
    try:
        assert command(folders, *arguments) == 2
    except SystemExit as exit_:
        assert exit_.code == 2
    assert capsys.readouterr().err
    assert not folders.archive.exists()


EVIL = "<script>alert(1)</script>|`x`"


def test_page_markdown_drawing_and_json_tell_the_same(folders: Folders, tmp_path: Path) -> None:
    write_runs(
        folders.benchmarks,
        [
            a_run(day, wall_seconds=(10.0 if day < 6 else 20.0 + day / 8,), model=EVIL)
            for day in range(12)
        ],
    )
    report = report_of(folders)
    path = tmp_path / "report.md"
    assert command(folders, "--trend-report", "--output", str(path)) == 0
    markdown, page = path.read_text(), render_trends(report)
    assert "![" in markdown and "](report.svg)" in markdown
    for text in (markdown, page):
        assert "rising, +112.5 %: worse" in text and "20261107_090000_ab" in text
        assert "too few" not in text
    assert "<script" not in markdown + page + (tmp_path / "report.svg").read_text()
    assert r"\|\`x\`" in markdown
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {8}
    read = TrendReport.model_validate(json.loads(report.model_dump_json()))
    assert read == report


def test_a_page_asks_nothing_of_a_network_and_its_chart_has_a_text(folders: Folders) -> None:
    write_runs(folders.benchmarks, [a_run(day) for day in range(2)])
    page = render_trends(report_of(folders))
    assert not re.search(r"(src|href)=\"(https?:)?//", page)
    assert 'role="img" aria-label="Each figure in each of 2 runs' in page


def test_one_run_is_not_drawn(folders: Folders) -> None:
    write_runs(folders.benchmarks, [a_run(0)])
    report = report_of(folders)
    assert standalone_drawing(report) is None
    assert "<svg" not in render_trends(report)


def test_the_same_history_gives_the_same_report_whatever_the_order_of_writing(
    folders: Folders, tmp_path: Path
) -> None:
    runs = [a_run(day, name) for day in range(3) for name in ("ab", "cd")]
    write_runs(folders.benchmarks, runs)
    other = Folders(tmp_path / "a", tmp_path / "b", tmp_path / "q")
    write_runs(other.benchmarks, runs[::-1])
    assert command(other, "--archive") == 0
    one, two = report_of(folders), report_of(other)
    assert one == two and to_markdown(one) == to_markdown(two)
