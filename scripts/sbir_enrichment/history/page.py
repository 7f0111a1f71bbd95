"""The trend report as one page of HTML that needs nothing but itself."""

from sbir_enrichment.history.charts import series_figure
from sbir_enrichment.history.markdown import HEADINGS, cells, introduction
from sbir_enrichment.history.trends import TrendReport
from sbir_enrichment.pages.rendering import render_page


def render_trends(report: TrendReport) -> str:
    """Return the page; every text of a result is escaped."""
    return render_page(
        "sbir_enrichment.history",
        "page.html.j2",
        report=report,
        introduction=[line.replace("`", "") for line in introduction(report) if line],
        headings=HEADINGS,
        cells=cells,
        figures={series.key: series_figure(series) for series in report.series},
    )
