"""The trend report as Markdown."""

import html
import re
from collections.abc import Sequence

from sbir_enrichment.history.trends import Series, Trend, TrendReport

HEADINGS = (
    *("figure", "runs", "latest", "mean", "lowest to highest"),
    *("latest against the mean before", "direction"),
)
NOTHING_YET = (
    "There are no results yet. `python scripts/benchmark_enrichment.py` and "
    "`python scripts/validate_enrichment_quality.py` write some."
)


def to_markdown(report: TrendReport, drawing: str | None = None) -> str:
    """Return the report; texts of results are escaped.

    Args:
        report: What to show.
        drawing: Name of the file with the charts, beside the report; None for no charts.
    """
    lines = ["# Trends", "", *introduction(report), ""]
    if drawing:
        lines += [f"![Each figure, run by run; the tables have the figures]({drawing})", ""]
    for series in report.series:
        lines += _section(series)
    if report.skipped:
        lines += ["## Files that are no results", ""]
        lines += [f"- {plain(sentence)}" for sentence in report.skipped] + [""]
    return "\n".join(lines)


def introduction(report: TrendReport) -> list[str]:
    """Return what the report is about, or why there is nothing in it; a sentence to a line."""
    told = f"Made {report.made_at:%Y-%m-%d %H:%M} UTC"
    if report.newest_at is None:
        return [f"{told}.", "", NOTHING_YET]
    since = "" if report.days is None else f" of the last {days_in_words(report.days)}"
    if not report.runs:
        newest = f"The newest is of {report.newest_at:%Y-%m-%d %H:%M} UTC."
        return [f"{told}.", "", f"There are no results{since}. {newest}"]
    runs, series = counted(report.runs, "run"), counted(len(report.series), "series")
    return [
        f"{told}, from {runs}{since} in {series}. "
        "Runs share a series only if machine, software, limits and input are alike; "
        "figures of different series are not comparable.",
    ]


def counted(number: int, noun: str) -> str:
    """Return `1 run`, `2 runs`; the plural of series is series."""
    return f"{number:,} {noun}{'' if number == 1 or noun.endswith('s') else 's'}"


def days_in_words(days: float) -> str:
    """Return `1 day`, `7 days`."""
    return f"{days:g} day{'' if days == 1 else 's'}"


def plain(text: str) -> str:
    """Return text that Markdown takes for nothing but text, on one line, also in a table."""
    escaped = html.escape(" ".join(text.split()), quote=False)
    # An underscore within a word means nothing.
    return re.sub(r"([\\`*\[\]|~#!]|(?<!\w)_|_(?!\w))", r"\\\1", escaped)


def _section(series: Series) -> list[str]:
    span = f"{series.first_at:%Y-%m-%d %H:%M} to {series.last_at:%Y-%m-%d %H:%M} UTC"
    lines = [
        f"## {series.kind.capitalize()} {series.key}",
        "",
        f"{plain(series.label)}. {counted(series.runs, 'run')}, {span}.",
        "",
    ]
    if series.differs:
        differing = "; ".join(f"{plain(k)} {plain(v)}" for k, v in series.differs.items())
        lines += [f"Unlike other series: {differing}.", ""]
    if series.resettings:
        lines += [f"Other settings since: {', '.join(map(plain, series.resettings))}.", ""]
    lines += _table(series.trends)
    lines += _changes((*series.trends, *series.models))
    if series.models:
        lines += ["Models that took longest in the latest run:", "", *_table(series.models)]
    return lines


def _table(trends: Sequence[Trend]) -> list[str]:
    rows = [HEADINGS, *(cells(trend) for trend in trends)]
    written = ["| " + " | ".join(plain(cell) for cell in row) + " |" for row in rows]
    return [written[0], "|---|---:|---:|---:|---|---|---|", *written[1:], ""]


def cells(trend: Trend) -> tuple[str, ...]:
    """Return the row of a figure, in the order of HEADINGS."""
    tell = trend.metric.tell
    return (
        trend.metric.title,
        f"{len(trend.points):,}",
        tell(trend.latest),
        tell(trend.mean),
        f"{tell(trend.lowest)} to {tell(trend.highest)}",
        trend.latest_words,
        trend.direction,
    )


def _changes(trends: Sequence[Trend]) -> list[str]:
    found = [
        f"- {plain(trend.metric.title)}, since {change.started_at:%Y-%m-%d %H:%M} UTC "
        f"(run {plain(change.run_id)}): {change.words}"
        for trend in trends
        for change in trend.changes
    ]
    return ["Changes of level:", "", *found, ""] if found else []
