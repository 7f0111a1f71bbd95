"""The figures of a series, run by run, as small charts side by side."""

import re
from collections.abc import Sequence

import altair as alt
from markupsafe import Markup

from sbir_enrichment.history.trends import Series, Trend, TrendReport
from sbir_enrichment.pages.charts import draw, figure
from sbir_enrichment.pages.palette import DARK, LIGHT, SERIES, declarations

WIDTH, HEIGHT, COLUMNS = 420, 110, 2
LEAST_RUNS = 2
TICKS = 12


def series_figure(series: Series) -> Markup:
    """Return the charts of a series for a page; nothing where there is only one run."""
    if series.runs < LEAST_RUNS:
        return Markup("")
    first, last = series.first_at, series.last_at
    told = (
        f"Each figure in each of {series.runs} runs, the oldest on the left: from "
        f"{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} UTC. A dashed line is where a new level "
        "begins."
    )
    return figure(
        _charts(series), f"series-{series.key}", f"{told} The table above has the figures.", told
    )


def standalone_drawing(report: TrendReport) -> str | None:
    """Return the charts of all series as an SVG file of its own, or None where there are none."""
    drawn = [series for series in report.series if series.runs >= LEAST_RUNS]
    if not drawn:
        return None
    titled = [_charts(series).properties(title=_title(series)) for series in drawn]
    svg = str(draw(alt.vconcat(*titled, spacing=40), "trends"))
    look = (
        f"<style>:root {{ {declarations(LIGHT)} }} "
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {declarations(DARK)} }} }} "
        "svg { color: var(--ink); background: var(--page); }</style>"
    )
    return re.sub(r"(<svg[^>]*>)", lambda found: found[1] + look, svg, count=1)


def _title(series: Series) -> alt.TitleParams:
    text = f"{series.kind.capitalize()} {series.key}"
    colours = {"color": "currentColor", "subtitleColor": "currentColor"}
    return alt.TitleParams(text, subtitle=series.label, anchor="start", offset=12, **colours)


def _charts(series: Series) -> alt.ConcatChart:
    run_ids = [point.run_id for point in max((t.points for t in series.trends), key=len)]
    charts = [_chart(trend, run_ids) for trend in series.trends]
    return alt.concat(*charts, columns=COLUMNS, spacing=20)


def _chart(trend: Trend, run_ids: Sequence[str]) -> alt.LayerChart:
    numbers = {run_id: number for number, run_id in enumerate(run_ids, start=1)}
    metric = trend.metric
    points = [
        {"run": numbers[point.run_id], "value": metric.in_one_unit(point.value)}
        for point in trend.points
    ]
    levels = [{"run": numbers[change.run_id]} for change in trend.changes]
    ticks = list(range(1, len(run_ids) + 1, -(-len(run_ids) // TICKS)))
    axis = alt.Axis(values=ticks, format="d", title="run", grid=False)
    run = alt.X("run:Q", axis=axis, scale=alt.Scale(domain=[1, len(run_ids)], nice=False))
    # The title stands above: beside the axis a long one would not fit.
    value = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=4))
    line = alt.Chart(alt.Data(values=points)).mark_line(point=True).encode(x=run, y=value)
    rules = alt.Chart(alt.Data(values=levels)).mark_rule(
        strokeDash=[4, 4], strokeWidth=2, color=SERIES[1]
    )
    title = alt.TitleParams(
        metric.axis,
        anchor="start",
        frame="group",
        color="currentColor",
        fontSize=12,
        fontWeight="normal",
    )
    layers = alt.layer(rules.encode(x=run), line)
    return layers.properties(width=WIDTH, height=HEIGHT, title=title)
