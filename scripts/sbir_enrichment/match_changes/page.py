"""The comparison as a page of HTML and as Markdown."""

from collections.abc import Callable, Mapping

import altair as alt
from markupsafe import Markup

from sbir_enrichment.match_changes.result import Comparison, Part
from sbir_enrichment.match_changes.wording import (
    PARTS_HEADER,
    became,
    changed,
    described,
    headline,
    input_lines,
    part_cells,
    points,
    was,
)
from sbir_enrichment.pages.charts import figure
from sbir_enrichment.pages.harmless import harmless
from sbir_enrichment.pages.markdown import render_markdown
from sbir_enrichment.pages.rendering import render_page

PACKAGE = "sbir_enrichment.match_changes"
FILTERS: Mapping[str, Callable[..., str]] = {
    "harmless": harmless,
    "points": points,
    "was": was,
    "became": became,
}
MOST_BARS = 20
BAR_HEIGHT = 18


def render_comparison(comparison: Comparison) -> str:
    """Return the page; every text of the data is escaped."""
    slices = (
        ("method", comparison.by_method),
        ("era", comparison.by_era),
        ("agency", comparison.by_agency),
    )
    return render_page(
        PACKAGE,
        "page.html.j2",
        filters=FILTERS,
        comparison=comparison,
        slices=[(title, parts, split_figure(title, parts)) for title, parts in slices],
        words=_words(comparison),
        cells=part_cells,
    )


def comparison_as_markdown(comparison: Comparison) -> str:
    """Return the comparison as Markdown."""
    slices = [
        ("method", comparison.by_method),
        ("era", comparison.by_era),
        ("agency", comparison.by_agency),
    ]
    return render_markdown(
        PACKAGE,
        "report.md.j2",
        filters=FILTERS,
        comparison=comparison,
        slices=slices,
        words=_words(comparison),
        cells=part_cells,
    )


def split_figure(title: str, parts: list[Part]) -> Markup:
    """Draw mix and within of each slice as bars, to the left for the worse."""
    moved = sorted(
        (part for part in parts if part.mix or part.within),
        key=lambda part: (-abs(part.change), part.value),
    )[:MOST_BARS]
    if not moved:
        return Markup("")
    rows = [
        {"slice": harmless(part.value, 40), "kind": kind, "points": 100 * effect}
        for part in moved
        for kind, effect in (("mix", part.mix), ("within", part.within))
    ]
    order = [harmless(part.value, 40) for part in moved]
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("points:Q", title="points of the match rate", stack="zero"),
            y=alt.Y("slice:N", title=None, sort=order),
            color=alt.Color("kind:N", legend=alt.Legend(title=None, orient="top")),
        )
        .properties(width=480, height=BAR_HEIGHT * len(moved) + 20)
    )
    told = "; ".join(
        f"{harmless(part.value, 40)} mix {points(part.mix)}, within {points(part.within)}"
        for part in moved
    )
    return figure(chart, f"by-{title}", f"Points of the match rate by {title}: {told}.")


def _words(comparison: Comparison) -> dict[str, object]:
    return {
        "headline": headline(comparison),
        "changed": changed(comparison),
        "before": described(comparison.before),
        "after": described(comparison.after),
        "inputs": input_lines(comparison),
        "parts_header": PARTS_HEADER,
    }
