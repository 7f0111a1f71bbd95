"""The report as one page of HTML."""

from sbir_enrichment.pages.rendering import render_page
from sbir_enrichment.project_sql import match_methods
from sbir_enrichment.quality_report.charts import (
    methods_figure,
    rates_figure,
    scores_figure,
    trend_figure,
)
from sbir_enrichment.quality_report.comparison import FOUND_BY_MATCHING
from sbir_enrichment.quality_report.match_issues import UNDECIDED
from sbir_enrichment.quality_report.result import QualityReport


def render_report(report: QualityReport) -> str:
    """Return the page; every figure on it is one of the report's."""
    confidence = report.dimension("confidence")
    return render_page(
        "sbir_enrichment.quality_report",
        "page.html.j2",
        report=report,
        meanings=match_methods(),
        undecided=sum(report.overall.statuses[status] for status in UNDECIDED),
        confidence=confidence,
        scores=scores_figure(confidence) if confidence else "",
        methods=methods_figure(report),
        trend=trend_figure(report.trend),
        dimensions=[
            (dimension, rates_figure(dimension))
            for dimension in report.dimensions
            if dimension.name not in FOUND_BY_MATCHING
        ],
    )
