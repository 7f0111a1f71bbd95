"""The result as one page of HTML that needs nothing but itself."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sbir_enrichment.evaluation.charts import calibration_chart, curve_chart
from sbir_enrichment.evaluation.console import percent
from sbir_enrichment.evaluation.result import Evaluation


def render_page(evaluation: Evaluation) -> str:
    """Return the page; every text of the data is escaped, the charts hold numbers only."""
    pages = Environment(
        loader=PackageLoader("sbir_enrichment.evaluation", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["percent"] = percent
    return pages.get_template("page.html.j2").render(
        evaluation=evaluation,
        curve_chart=Markup(curve_chart(evaluation)),  # noqa: S704
        calibration_chart=Markup(calibration_chart(evaluation)),  # noqa: S704
    )
