"""The report as one page of HTML that needs nothing but itself."""

from markupsafe import Markup

from sbir_enrichment.pages.rendering import render_page
from sbir_enrichment.regression.changes import Change
from sbir_enrichment.regression.charts import changes_figure, history_figure
from sbir_enrichment.regression.report import Report
from sbir_enrichment.regression.wording import (
    LAYERS,
    SYMBOLS,
    Row,
    headline,
    one_line,
    problem_lines,
    row_of,
    side_in_words,
)


def render_report(report: Report) -> str:
    """Return the page; every text of the data is escaped."""
    return render_page(
        "sbir_enrichment.regression",
        "page.html.j2",
        filters={"one_line": one_line},
        report=report,
        headline=headline(report),
        problem=problem_lines(report),
        before=side_in_words(report.before),
        now=side_in_words(report.now),
        layers=[(*LAYERS[layer], verdict) for layer, verdict in report.layers.items()],
        symbols=SYMBOLS,
        noteworthy=_rows(report.noteworthy),
        better=_rows(report.better),
        everything=_rows(report.changes),
        matches=_matches(report),
        time=Markup("") if report.differences else changes_figure(report, "time"),
        memory=Markup("") if report.differences else changes_figure(report, "memory"),
        past=history_figure(report),
    )


def _rows(changes: tuple[Change, ...]) -> list[Row]:
    return [row_of(change) for change in changes]


def _matches(report: Report) -> list[tuple[str, int, int]]:
    """Return the awards by status and by method, before and now."""
    before, now = report.matches_before, report.matches_now
    if before is None or now is None or report.differences:
        return []
    rows = [("all awards", before.awards, now.awards)]
    for old, new in ((before.by_status, now.by_status), (before.by_method, now.by_method)):
        rows += [(name, old.get(name, 0), new.get(name, 0)) for name in sorted(old | new)]
    return rows
