"""The charts of the page: how each model changed, and how the build has done over time."""

from collections.abc import Sequence
from statistics import median

import altair as alt
from markupsafe import Markup

from sbir_enrichment.pages.charts import figure
from sbir_enrichment.pages.palette import SERIES
from sbir_enrichment.regression.changes import Change, Layer
from sbir_enrichment.regression.levels import MB
from sbir_enrichment.regression.report import PastFigures, Report
from sbir_enrichment.regression.wording import WHOLE_BUILD, change_of, one_line

WIDTH, ROW_HEIGHT, HISTORY_HEIGHT = 620, 22, 130
MOST_MODELS = 15
LEAST_PAST = 2
FEW_RESULTS = 10
LEAST_SEEN = 0.01
"""A smaller change of a model is not drawn unless it was judged."""


def changes_figure(report: Report, layer: Layer) -> Markup:
    """Draw the change of time or memory of each model with its interval, the largest first."""
    changes = _worth_drawing(report, layer)
    if not changes:
        return Markup("")
    rows = [_bar(change) for change in changes]
    limits = report.limits.time if layer == "time" else report.limits.memory
    rules = [
        {"percent": 0.0, "limit": ""},
        {"percent": limits.warning, "limit": "warns"},
        {"percent": limits.failure, "limit": "fails"},
    ]
    names = [row["name"] for row in rows]
    labels = alt.Axis(title=None, labelLimit=260, grid=True)
    what = alt.Y("name:N", sort=names, axis=labels, scale=alt.Scale(domain=names))
    percent = alt.X("percent:Q", title=f"change of {layer}, %", axis=alt.Axis(tickCount=8))
    base = alt.Chart(alt.Data(values=rows)).encode(y=what)
    # Told apart by shape as well as by colour: pages are printed, and eyes differ.
    words = ["pass", "within noise", "not measured", "warning", "failure"]
    shapes = ["circle", "diamond", "diamond", "triangle-up", "cross"]
    colours = [SERIES[0], "var(--quiet)", "var(--quiet)", SERIES[1], "var(--bad)"]
    seen = sorted({change.verdict for change in changes})
    legend = alt.Legend(title=None, orient="bottom", values=seen)
    dots = base.mark_point(size=90, filled=True, opacity=1).encode(
        x=percent,
        color=alt.Color("verdict:N", scale=alt.Scale(domain=words, range=colours), legend=legend),
        shape=alt.Shape("verdict:N", scale=alt.Scale(domain=words, range=shapes), legend=legend),
    )
    intervals = base.mark_rule(strokeWidth=2, color="currentColor").encode(x="low:Q", x2="high:Q")
    lines = alt.Chart(alt.Data(values=rules)).mark_rule(color="var(--quiet)", strokeDash=[4, 4])
    names_of_lines = alt.Chart(alt.Data(values=rules)).mark_text(
        align="left", baseline="bottom", dx=3, fontSize=11, color="var(--quiet)"
    )
    chart = alt.layer(
        lines.encode(x="percent:Q"),
        names_of_lines.encode(x="percent:Q", text="limit:N", y=alt.value(-2)),
        intervals,
        dots,
    ).properties(width=WIDTH, height=ROW_HEIGHT * len(rows))
    told = "; ".join(f"{one_line(one.model or WHOLE_BUILD)}: {change_of(one)}" for one in changes)
    caption = (
        f"The whole build, and the models whose {layer} changed most, by 1 % at least; lines are "
        "intervals. The table of all figures has the others."
    )
    return figure(chart, f"changes-{layer}", f"Change of {layer}. {told}.", caption)


def history_figure(report: Report) -> Markup:
    """Draw time, memory and match rate of all results of these conditions, the oldest left."""
    past = report.history
    if len(past) < LEAST_PAST:
        return Markup("")
    panels = [
        _panel(past, [each.seconds for each in past], "time of the build, s"),
        _panel(
            past,
            [tuple(peak / MB for peak in each.peak_bytes) for each in past],
            "peak memory, MB",
        ),
        _panel(past, [(100 * each.match_rate,) for each in past], "match rate, %"),
    ]
    first, last = past[0], past[-1]
    told = (
        f"Time, memory and match rate of {len(past)} results from {first.started_at[:10]} to "
        f"{last.started_at[:10]}: the build took {median(first.seconds):.1f} s then and "
        f"{median(last.seconds):.1f} s now, its memory was {median(first.peak_bytes) / MB:,.0f} MB "
        f"and is {median(last.peak_bytes) / MB:,.0f} MB, its match rate was "
        f"{100 * first.match_rate:.1f} % and is {100 * last.match_rate:.1f} %."
    )
    caption = (
        "Results of these conditions, the oldest left, the judged one last. Dots are medians, "
        "lines go from the lowest to the highest run."
    )
    chart = alt.vconcat(*panels, spacing=18)
    return figure(chart, "history", told, caption)


def _worth_drawing(report: Report, layer: Layer) -> list[Change]:
    """Return the whole build first, then the models that changed most; tiny ones only if judged."""
    band = report.limits.time if layer == "time" else report.limits.memory
    floor = band.floor * (1 if layer == "time" else MB)
    drawn = [
        change
        for change in report.changes
        if change.layer == layer
        and change.measure == layer
        and change.against in ("baseline", "base commit")
        and change.low is not None
        and (change.verdict != "pass" or max(change.before or 0, change.now or 0) >= floor)
    ]
    whole = [change for change in drawn if change.model is None]
    models = [change for change in drawn if change.model is not None and _is_seen(change)]
    models.sort(key=lambda change: (-abs((change.ratio or 1) - 1), change.model or ""))
    return [*whole, *models[:MOST_MODELS]]


def _is_seen(change: Change) -> bool:
    return change.verdict != "pass" or abs((change.ratio or 1) - 1) >= LEAST_SEEN


def _bar(change: Change) -> dict[str, str | float]:
    return {
        "name": one_line(change.model or WHOLE_BUILD),
        "percent": 100 * ((change.ratio or 1) - 1),
        "low": 100 * ((change.low or 1) - 1),
        "high": 100 * ((change.high or 1) - 1),
        "verdict": change.verdict,
    }


def _panel(
    past: Sequence[PastFigures], figures: Sequence[tuple[float, ...]], title: str
) -> alt.LayerChart:
    rows = [
        {
            "run": number,
            "median": median(values),
            "low": min(values),
            "high": max(values),
            "which": _which(each),
        }
        for number, (each, values) in enumerate(zip(past, figures, strict=True), start=1)
    ]
    # Between so few results Vega would put a mark at every half, and call it by the next number.
    marks = list(range(1, len(past) + 1)) if len(past) <= FEW_RESULTS else alt.Undefined
    axis = alt.Axis(title="result", format="d", tickMinStep=1, grid=False, values=marks)
    run = alt.X("run:Q", axis=axis, scale=alt.Scale(domain=[1, len(past)], nice=False, padding=8))
    value = alt.Y("median:Q", title=None, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=4))
    kinds, colours = ["earlier", "baseline", "judged"], [SERIES[0], SERIES[3], SERIES[1]]
    legend = alt.Legend(title=None, orient="bottom")
    base = alt.Chart(alt.Data(values=rows)).encode(x=run)
    dots = base.mark_point(size=70, filled=True, opacity=1).encode(
        y=value,
        color=alt.Color("which:N", scale=alt.Scale(domain=kinds, range=colours), legend=legend),
        shape=alt.Shape(
            "which:N",
            scale=alt.Scale(domain=kinds, range=["circle", "square", "triangle-up"]),
            legend=legend,
        ),
    )
    line = base.mark_line(color=SERIES[0], strokeWidth=1).encode(y=value)
    spans = base.mark_rule(color=SERIES[0], strokeWidth=1.5).encode(y="low:Q", y2="high:Q")
    text = alt.TitleParams(title, anchor="start", color="currentColor", fontSize=12)
    return alt.layer(line, spans, dots).properties(width=WIDTH, height=HISTORY_HEIGHT, title=text)


def _which(past: PastFigures) -> str:
    if past.is_current:
        return "judged"
    return "baseline" if past.is_baseline else "earlier"
