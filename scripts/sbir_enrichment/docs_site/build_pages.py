"""The pages that the site makes of a build itself."""

from pathlib import Path

import duckdb

from sbir_enrichment.docs_site.search_index import search_index
from sbir_enrichment.docs_site.search_page import render_search
from sbir_enrichment.quality_report.kept_reports import read_kept
from sbir_enrichment.quality_report.measured_parts import Source
from sbir_enrichment.quality_report.page import render_report
from sbir_enrichment.quality_report.report import Request, make_report
from sbir_enrichment.review.decisions import OVERRIDES
from sbir_enrichment.review.page import queue_page
from sbir_enrichment.review.queue import read_queue
from sbir_enrichment.review.reading import read_decisions


def search(connection: duckdb.DuckDBPyConnection, source: Source, most: int) -> str:
    """Return the page on which awards and firms are found."""
    return render_search(search_index(connection, most), source.built_at)


def quality(database: Path) -> str:
    """Return the quality report, which is not kept: making a site is not measuring."""
    return render_report(make_report(Request(database), read_kept()))


def review(database: Path, most: int) -> str:
    """Return the page of firms to decide on, with what was decided so far."""
    decisions = read_decisions(OVERRIDES.seed, OVERRIDES)
    return queue_page(read_queue(database, most), decisions, database.name)
