"""The charts of the page."""

import altair as alt
from markupsafe import Markup

from sbir_enrichment.evaluation.result import Evaluation
from sbir_enrichment.pages.charts import figure
from sbir_enrichment.pages.palette import SERIES

WIDTH, HEIGHT = 560, 320


def curve_figure(evaluation: Evaluation) -> Markup:
    """Draw precision over recall for every acceptance score, and each other approach as a point."""
    curve = [
        {"recall": point.agreement.recall.value, "precision": point.agreement.precision.value}
        for point in evaluation.curve
    ]
    points = [
        {
            "recall": approach.agreement.recall.value,
            "precision": approach.agreement.precision.value,
            "approach": approach.label,
        }
        for approach in evaluation.approaches
        if approach.agreement is not None and approach.agreement.precision.value is not None
    ]
    recall = alt.X("recall:Q", title="recall", scale=alt.Scale(zero=False))
    precision = alt.Y("precision:Q", title="precision", scale=alt.Scale(zero=False))
    labels = [point["approach"] for point in points]
    legend = alt.Legend(title=None, labelLimit=0, orient="bottom", columns=2, symbolSize=120)
    # Another colour than the line's; more approaches than colours begin again, with another shape.
    scale = alt.Scale(domain=labels, range=[*SERIES[1:], SERIES[0]])
    line = alt.Chart(alt.Data(values=curve)).mark_line(point={"color": SERIES[0]})
    dots = alt.Chart(alt.Data(values=points)).mark_point(size=120, filled=True)
    # Told apart by shape as well as by colour: pages are printed, and eyes differ.
    dots = dots.encode(
        x=recall,
        y=precision,
        color=alt.Color("approach:N", scale=scale, legend=legend),
        shape=alt.Shape("approach:N", scale=alt.Scale(domain=labels), legend=legend),
    )
    accept = evaluation.settings["name_accept_score"]
    return figure(
        alt.layer(line.encode(x=recall, y=precision), dots).properties(width=WIDTH, height=HEIGHT),
        "curve",
        "Precision over recall at every acceptance score; the table below has the figures.",
        f"Each point of the line is an acceptance score; name_accept_score is {accept:g}. The "
        "larger marks are the approaches of the table above. Below the present acceptance score "
        "the line is the best that can be had.",
    )


def calibration_figure(evaluation: Evaluation) -> Markup:
    """Draw the share of right pairs over their mean score, with its interval."""
    bands = [
        {
            "score": band.mean_score,
            "share": band.best_pairs.value,
            "low": band.best_pairs.low,
            "high": band.best_pairs.high,
        }
        for band in evaluation.calibration
        if band.best_pairs.value is not None
    ]
    lowest = min((band.mean_score for band in evaluation.calibration), default=0)
    ideal = [{"score": score, "share": score / 100} for score in (lowest, 100)]
    score = alt.X("score:Q", title="mean match_score", scale=alt.Scale(zero=False))
    share = alt.Y("share:Q", title="share of right pairs", scale=alt.Scale(domain=[0, 1]))
    base = alt.Chart(alt.Data(values=bands)).encode(x=score)
    dots = base.mark_point(color=SERIES[0], size=60, filled=True).encode(y=share)
    intervals = base.mark_rule(color=SERIES[0]).encode(y="low:Q", y2="high:Q")
    diagonal = alt.Chart(alt.Data(values=ideal)).mark_line(color="var(--quiet)", strokeDash=[4, 4])
    layers = alt.layer(diagonal.encode(x=score, y=share), intervals, dots)
    return figure(
        layers.properties(width=WIDTH, height=HEIGHT),
        "calibration",
        "Share of right pairs over match_score; the table below has the figures.",
        "The best pair of each firm. On the dashed line a score of 90 would mean that 90 of 100 "
        "are right.",
    )
