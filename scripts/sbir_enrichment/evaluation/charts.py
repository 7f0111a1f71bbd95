"""The charts of the page, drawn once as SVG: nothing on the page asks for a network."""

import io

import altair as alt

from sbir_enrichment.evaluation.result import Evaluation

INK = "#1f5a8a"


def curve_chart(evaluation: Evaluation) -> str:
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
    scale = alt.Scale(domain=labels)
    line = alt.Chart(alt.Data(values=curve)).mark_line(color=INK, point=True)
    dots = alt.Chart(alt.Data(values=points)).mark_point(size=120, filled=True)
    # Told apart by shape as well as by colour: pages are printed, and eyes differ.
    dots = dots.encode(
        x=recall,
        y=precision,
        color=alt.Color("approach:N", scale=scale, legend=legend),
        shape=alt.Shape("approach:N", scale=scale, legend=legend),
    )
    return _svg(alt.layer(line.encode(x=recall, y=precision), dots))


def calibration_chart(evaluation: Evaluation) -> str:
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
    dots = base.mark_point(color=INK, size=60, filled=True).encode(y=share)
    intervals = base.mark_rule(color=INK).encode(y="low:Q", y2="high:Q")
    diagonal = alt.Chart(alt.Data(values=ideal)).mark_line(color="#888", strokeDash=[4, 4])
    return _svg(alt.layer(diagonal.encode(x=score, y=share), intervals, dots))


def _svg(chart: alt.LayerChart) -> str:
    drawn = io.StringIO()
    chart.properties(width=520, height=300).save(drawn, format="svg")
    return drawn.getvalue()
