"""The page that the site begins with."""

from collections.abc import Mapping
from typing import NamedTuple

from sbir_enrichment.docs_site.entries import ENTRIES, Entry
from sbir_enrichment.docs_site.made_pages import MadePage
from sbir_enrichment.pages.rendering import render_page
from sbir_enrichment.quality_report.measured_parts import Slice, Source


class Listed(NamedTuple):
    """A page that is there, and what to know before it is read."""

    note: str


def render_start(overall: Slice, source: Source, made: Mapping[str, MadePage]) -> str:
    """Return the page.

    Args:
        overall: The figures of all awards.
        source: The build they are of.
        made: The pages that are there, by address; the others are named with their command.
    """
    return render_page(
        "sbir_enrichment.docs_site",
        "start.html.j2",
        figures=overall,
        built_at=source.built_at.replace("T", " ").replace("Z", " UTC"),
        invocation=source.dbt_invocation_id,
        entries=[(entry, _listed(entry, source, made.get(entry.address))) for entry in ENTRIES],
    )


def _listed(entry: Entry, source: Source, made: MadePage | None) -> Listed | None:
    if made is None:
        return None
    if made.dbt_invocation_id is None:
        return Listed(f"Made {made.made_at} by {entry.command}")
    if made.dbt_invocation_id != source.dbt_invocation_id:
        return Listed(f"Of an earlier build, {made.built_at}; make docs makes it again.")
    return Listed("")
