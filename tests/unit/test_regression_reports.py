"""What is said of a comparison: the same on terminal, page, in Markdown and in a comment."""

import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from regression_samples import SECONDS, compared, limits, of_models, some_work
from rich.console import Console

from sbir_enrichment.benchmark_results.result import Pinned
from sbir_enrichment.regression.changes import Change
from sbir_enrichment.regression.comment import MARKER, MOST_LETTERS, to_comment
from sbir_enrichment.regression.console import print_report
from sbir_enrichment.regression.markdown import code, table, text, to_markdown
from sbir_enrichment.regression.page import render_report
from sbir_enrichment.regression.report import Report, not_measured
from sbir_enrichment.regression.wording import change_of, headline, interval_of, one_line

HOSTILE = (
    "<script>alert('x')</script>|`tick`|@someone [bold]#1[/bold] https://x.example\x1b[31m\n# A"
)
MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def hostile_report(**settings_of_the_run: float) -> Report:
    before = {HOSTILE: 4.0, "int_names": 4.0, "int_old": 1.0, "gone|`": 1.0}
    now = {HOSTILE: 6.0, "int_names": 6.0, "int_old": 0.5, "new<b>": 1.0}
    past = [of_models(before, day=day, shuffle=day, accepted=900 - day) for day in range(8)]
    pinned = Pinned(by=HOSTILE, at="2026-11-22", reason=HOSTILE)
    baseline = past[0].model_copy(update={"pinned": pinned})
    return compared(baseline, of_models(now, day=9, accepted=880), past, **settings_of_the_run)


REPORT = hostile_report()


def printed(report: Report) -> str:
    said = io.StringIO()
    print_report(report, Console(file=said, width=200))
    return said.getvalue()


def test_every_report_has_the_same_figures() -> None:
    told = {
        "terminal": printed(REPORT),
        "page": render_report(REPORT),
        "document": to_markdown(REPORT),
        "comment": to_comment(REPORT),
    }
    for name, said in told.items():
        for figure in ("50 % slower", "6.01 s", "50 % faster", "2.0 points lower", "int_names"):
            assert figure in said, (name, figure)


def test_json_is_the_object_and_can_be_read_back() -> None:
    assert Report.model_validate_json(REPORT.model_dump_json()) == REPORT
    told = json.loads(REPORT.model_dump_json())
    assert told["verdict"] == "failure"
    assert {change["verdict"] for change in told["changes"]} >= {"pass", "failure"}


def test_a_hostile_name_is_harmless_on_the_page() -> None:
    page = render_report(REPORT)
    assert "<script" not in page.lower()
    assert page.count("&lt;script&gt;") >= 8
    assert "<b>" not in page.replace("<b>Within", "").replace("<b>Not ", "")
    assert "\x1b" not in page


@pytest.mark.parametrize("write", [to_markdown, to_comment])
def test_a_hostile_name_is_harmless_in_markdown(write) -> None:
    document = write(REPORT)
    shown = MARKDOWN.render(document)
    assert "<script" not in shown.lower()
    assert "<b>" not in shown
    assert "<h1>A" not in shown
    assert "@someone" not in re.sub(r"<code>.*?</code>", "", shown)  # in code nobody is told
    assert "<a " not in shown
    # A pipe in a name makes no cell: every row has as many as its head.
    for rows in re.findall(r"<table>.*?</table>", shown, re.DOTALL):
        cells = {row.count("<td") + row.count("<th") for row in rows.split("<tr>")[1:]}
        assert len(cells) == 1
    assert "alert('x')" in re.sub("&#39;", "'", shown)


def test_a_hostile_name_moves_no_cursor_and_is_no_markup_on_the_terminal() -> None:
    said = printed(REPORT)
    assert "\x1b" not in said
    assert "[bold]" in said


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_name_stays_one_cell_of_plain_text(name: str) -> None:
    document = "\n".join(table(("a", "b"), [(code(name), text(name))]))
    shown = MARKDOWN.render(document)
    assert shown.count("<td") == 2
    assert not set(re.findall(r"<(\w+)", shown)) - {
        *("table", "thead", "tbody", "tr", "th", "td", "code"),
    }
    wanted = one_line(name)
    for cell in re.findall(r"<td>(.*?)</td>", shown, re.DOTALL):
        assert unescaped(cell).split() == wanted.split()


def unescaped(cell: str) -> str:
    plain = re.sub(r"</?code>", "", cell).replace("\u200b", "").replace("\xa0", " ")
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, letter)
    return plain


def test_the_comment_begins_with_its_marker_and_is_short_enough() -> None:
    many = {f"int_model_{number:04}": 1.0 for number in range(600)}
    report = compared(of_models(many), of_models(many, day=1, times=2))
    comment = to_comment(report)
    assert comment.startswith(f"{MARKER}\n")
    assert len(comment) <= MOST_LETTERS + 1_000
    assert "more, in the full report" in comment
    assert "too long for a comment" in comment
    assert comment.count("<details>") == comment.count("</details>") >= 2


@pytest.mark.parametrize("write", [printed, render_report, to_markdown, to_comment])
def test_what_was_not_measured_is_told_and_is_no_failure(write) -> None:
    problem = "commit 123: dbt build failed with exit code 1; it said at last:\nboom"
    report = not_measured(problem, "2026-12-01T12:00:00+00:00", True, limits())
    assert report.verdict == "not measured"
    said = write(report)
    assert "boom" in said
    assert "Not measured" in said
    assert "ailure:" not in said


@pytest.mark.parametrize("write", [printed, render_report, to_markdown, to_comment])
def test_what_is_not_comparable_is_told_condition_by_condition(write) -> None:
    said = write(compared(of_models(), of_models(day=1, threads=8, input_rows=2_000)))
    assert "Not comparable" in said
    for part in ("engine: threads", "sbir.award_data: rows", "1,000", "2,000"):
        assert part in said


def test_the_page_describes_its_charts_and_asks_nothing_of_the_network() -> None:
    page = render_report(REPORT)
    assert len(re.findall(r'<div class="chart" role="img" aria-label="[^"]{20,}"', page)) == 3
    fetched = re.findall(
        r"""(?:src|href)=["'](?!#|data:)[^"']+|url\((?!#|"#|'#)[^)]+|@import""", page
    )
    assert fetched == []
    assert page.count("<caption>") == page.count("<table>")


def change(**figures: object) -> Change:
    return Change.model_validate(
        {
            **{"layer": "time", "model": None, "measure": "time", "against": "baseline"},
            **{"before": 1.0, "now": 1.0, "verdict": "pass", **figures},
        }
    )


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"ratio": 1.4}, "40 % slower"),
        ({"ratio": 0.6}, "40 % faster"),
        ({"ratio": 1.0004}, "as before"),
        ({"ratio": 1.034}, "3.4 % slower"),
        ({"ratio": 3.14}, "3.1 times as long"),
        ({"ratio": 3.14, "measure": "memory"}, "3.1 times as much"),
        ({"ratio": 1.6, "measure": "memory"}, "60 % more memory"),
        ({"ratio": 0.9, "measure": "processor time"}, "10 % less processor time"),
        (
            {"ratio": 1.00001, "measure": "rows scanned", "layer": "work"},
            "under 0.1 % more rows scanned",
        ),
        ({"before": 0.90, "now": 0.84, "measure": "match rate"}, "6.0 points lower"),
        ({"before": 0.90, "now": 0.91, "measure": "precision"}, "1.0 points higher"),
        ({"before": None}, "-"),
    ],
)
def test_a_change_is_told_in_words_that_know_its_direction(figures: dict, said: str) -> None:
    assert change_of(change(**figures)) == said


def test_an_interval_says_how_sure_it_is() -> None:
    with_interval = change(ratio=1.4, low=1.21, high=1.551, confidence=0.9)
    assert interval_of(with_interval) == "+21 to +55 % (90 %)"
    assert interval_of(change(ratio=1.4)) == "-"


def test_the_headline_names_the_gravest_change() -> None:
    now = of_models({**SECONDS, "int_names": 6.0}, day=1, work={"int_names": some_work(50_001)})
    report = compared(of_models(work={"int_names": some_work()}), now)
    assert headline(report) == "Failure: int_names, time: 50 % slower, 4.00 s to 6.01 s."
    everything = headline(compared(of_models(), of_models(day=1, times=1.4, accepted=700)))
    assert everything == (
        "Failure: the whole build, time: 40 % slower, 11.32 s to 15.84 s; also the whole build "
        "(processor time), the whole build (match rate), int_names (time) and 1 more."
    )
    same = compared(of_models(), of_models(day=1))
    assert headline(same).startswith("Pass: nothing became slower")
