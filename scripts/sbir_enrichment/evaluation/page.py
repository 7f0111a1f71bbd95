"""The result as one page of HTML that needs nothing but itself."""

from sbir_enrichment.evaluation.charts import calibration_figure, curve_figure
from sbir_enrichment.evaluation.console import percent
from sbir_enrichment.evaluation.result import Evaluation
from sbir_enrichment.pages.rendering import render_page


def render_evaluation(evaluation: Evaluation) -> str:
    """Return the page; every text of the data is escaped, the charts hold numbers only."""
    return render_page(
        "sbir_enrichment.evaluation",
        "page.html.j2",
        filters={"percent": percent},
        evaluation=evaluation,
        curve=curve_figure(evaluation),
        calibration=calibration_figure(evaluation),
    )
