"""The page that finds awards and firms without a server."""

from typing import Any

from sbir_enrichment.pages.rendering import render_page
from sbir_enrichment.project_sql import STATUSES


def render_search(index: dict[str, Any], built_at: str) -> str:
    """Return the page, the index within it.

    Args:
        index: What `search_index` returned.
        built_at: When the marts were built, in words.
    """
    return render_page(
        "sbir_enrichment.docs_site",
        "search.html.j2",
        script="search.js",
        index=index,
        statuses=STATUSES,
        built_at=built_at,
    )
