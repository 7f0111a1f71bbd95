"""The charts of the page, each with the words that stand in for it."""

import altair as alt
from markupsafe import Markup

from sbir_enrichment.pages.charts import figure
from sbir_enrichment.pages.palette import SERIES
from sbir_enrichment.pages.wording import count, percent
from sbir_enrichment.project_sql import STATUSES
from sbir_enrichment.quality_report.measured_parts import Dimension, Slice
from sbir_enrichment.quality_report.result import Build, QualityReport

WIDTH, LINE_HEIGHT = 520, 240
MOST_BARS = 20
# Values that go on for long are a line, if they are in an order: years.
BARS_OF_A_SERIES = 12
OF_AWARDS, OF_DOLLARS = "of awards", "of dollars"
RATE = alt.Scale(domain=[0, 1])
PERCENT = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
LEGEND = alt.Legend(title=None, orient="top")


def rates_figure(dimension: Dimension) -> Markup:
    """Draw the match rates of a dimension, of awards and of dollars: bars, or a line over years."""
    slices = [each for each in dimension.slices if each.awards]
    shown = slices
    years = [each for each in slices if each.value.isdigit()]
    if len(years) > BARS_OF_A_SERIES:
        shown = years
    elif len(slices) > MOST_BARS:
        shown = slices[:MOST_BARS]
    chart = _line(shown) if shown is years else _bars(shown)
    left_out = (
        ""
        if len(shown) == len(slices)
        else f" {len(shown)} of {len(slices)} values are drawn, the table has all."
    )
    caption = "" if shown is years else "Bar: of awards. Diamond: of dollars."
    return figure(
        chart,
        f"by-{dimension.name}",
        _words(dimension.title, shown) + left_out,
        caption + left_out,
    )


def scores_figure(dimension: Dimension) -> Markup:
    """Draw how many awards have which score, by status.

    Args:
        dimension: `confidence`.
    """
    rows = [
        {"score": each.value, "status": status, "awards": awards, "place": STATUSES.index(status)}
        for each in dimension.slices
        for status, awards in each.statuses.items()
        if awards
    ]
    present = [status for status in STATUSES if any(row["status"] == status for row in rows)]
    colours = [SERIES[STATUSES.index(status)] for status in present]
    chart = alt.Chart(alt.Data(values=rows)).mark_bar(stroke="var(--page)")
    chart = chart.encode(
        y=alt.Y("score:N", title="match score", sort=[each.value for each in dimension.slices]),
        x=alt.X("awards:Q", title="awards", axis=alt.Axis(format=",d", tickCount=6)),
        color=alt.Color("status:N", legend=LEGEND, scale=alt.Scale(domain=present, range=colours)),
        order=alt.Order("place:Q"),
    ).properties(width=WIDTH)
    told = "; ".join(f"{each.value}: {count(each.awards)}" for each in dimension.slices)
    return figure(chart, "scores", f"Awards by match score. {told}.")


def methods_figure(report: QualityReport) -> Markup:
    """Draw how many awards each method found."""
    rows = [
        {"method": method, "awards": awards, "share": percent(awards / report.overall.awards)}
        for method, awards in report.overall.methods.items()
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("method:N", title=None, sort=None),
        x=alt.X("awards:Q", title="awards", axis=alt.Axis(format=",d", tickCount=6)),
    )
    labels = base.mark_text(align="left", dx=4, color="currentColor").encode(text="share:N")
    told = "; ".join(f"{row['method']}: {row['share']} of all awards" for row in rows)
    chart = alt.layer(base.mark_bar(), labels).properties(width=WIDTH)
    return figure(chart, "methods", f"Accepted awards by method. {told}.")


def trend_figure(trend: tuple[Build, ...]) -> Markup:
    """Draw the rates over builds, each build a step of the same width."""
    rows = [
        {"build": place, "built": build.built_at, "kind": kind, "rate": rate}
        for place, build in enumerate(trend, start=1)
        for kind, rate in (
            (OF_AWARDS, build.match_rate),
            ("of firms", build.firm_match_rate),
            (OF_DOLLARS, build.amount_match_rate),
        )
        if rate is not None
    ]
    chart = alt.Chart(alt.Data(values=rows)).mark_line(point={"size": 50, "filled": True})
    chart = chart.encode(
        x=alt.X(
            "build:Q", title="build, the oldest first", axis=alt.Axis(tickMinStep=1, format="d")
        ),
        y=alt.Y("rate:Q", title="match rate", scale=RATE, axis=PERCENT),
        color=alt.Color("kind:N", legend=LEGEND, sort=None),
        strokeDash=alt.StrokeDash("kind:N", legend=LEGEND, sort=None),
    ).properties(width=WIDTH, height=LINE_HEIGHT)
    first, last = trend[0], trend[-1]
    told = (
        f"Match rate of awards over {len(trend)} builds: {percent(first.match_rate)} in the first, "
        f"{percent(last.match_rate)} in the last."
    )
    return figure(chart, "trend", told)


def _bars(slices: list[Slice]) -> alt.LayerChart:
    rows = [
        {
            "value": each.value,
            "rate": each.match_rate,
            "dollars": each.amount_match_rate,
            "label": f"{percent(each.match_rate)} of {count(each.awards)}",
        }
        for each in slices
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("value:N", title=None, sort=None))
    rate = alt.X("rate:Q", title="match rate", scale=RATE, axis=PERCENT)
    diamonds = base.mark_point(
        shape="diamond",
        filled=True,
        size=130,
        color=SERIES[1],
        opacity=1,
        stroke="var(--page)",
        strokeWidth=1.5,
    )
    labels = base.mark_text(align="left", color="currentColor").encode(
        x=alt.value(WIDTH + 12), text="label:N"
    )
    return alt.layer(
        base.mark_bar().encode(x=rate), diamonds.encode(x="dollars:Q"), labels
    ).properties(width=WIDTH)


def _line(slices: list[Slice]) -> alt.Chart:
    rows = [
        {"year": int(each.value), "kind": kind, "rate": rate}
        for each in slices
        for kind, rate in ((OF_AWARDS, each.match_rate), (OF_DOLLARS, each.amount_match_rate))
        if rate is not None
    ]
    lines = alt.Chart(alt.Data(values=rows)).mark_line(point={"size": 30, "filled": True})
    return lines.encode(
        x=alt.X("year:Q", title=None, axis=alt.Axis(format="d"), scale=alt.Scale(zero=False)),
        y=alt.Y("rate:Q", title="match rate", scale=RATE, axis=PERCENT),
        color=alt.Color("kind:N", legend=LEGEND, sort=None),
        strokeDash=alt.StrokeDash("kind:N", legend=LEGEND, sort=None),
    ).properties(width=WIDTH, height=LINE_HEIGHT)


def _words(title: str, slices: list[Slice]) -> str:
    best = max(slices, key=lambda each: each.match_rate)
    worst = min(slices, key=lambda each: each.match_rate)
    return (
        f"Match rate by {title.lower()}: highest {percent(best.match_rate)} for {best.value}, "
        f"lowest {percent(worst.match_rate)} for {worst.value}."
    )
