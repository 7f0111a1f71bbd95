"""The fitted line and what it says of sizes beyond, in Markdown."""

from collections.abc import Sequence

from sbir_enrichment.benchmark_docs.growth import LEAST_SIZES, fit_line
from sbir_enrichment.benchmark_docs.markdown_tables import table

MILLION = 1_000_000


def growth_lines(
    noun: str, sizes: Sequence[int], times: Sequence[float], beyond: Sequence[int], unit: int
) -> list[str]:
    """Return the formula, how well it fits, and estimates.

    Args:
        noun: What is counted: `awards` or `recipients`.
        sizes: As measured.
        times: Seconds of each.
        beyond: Sizes to estimate; those that were measured are left out.
        unit: In how many of them the formula counts: 1,000 or 1,000,000.
    """
    line = fit_line(sizes, times)
    if line is None:
        return [f"No formula: that takes at least {LEAST_SIZES} sizes."]
    counted = f"million {noun}" if unit == MILLION else f"{unit:,} {noun}"
    told = (
        f"`seconds = {line.fixed:.1f} + {line.each * unit:.2f} * {counted}`, fitted to the builds "
        f"above; it misses none of them by more than {100 * line.worst:.0f} %. Beyond the "
        "largest it is an estimate: nobody has measured there."
    )
    further = [size for size in beyond if size > max(sizes)]
    header = (noun, *(f"{size:,}" for size in further))
    row = ("build, estimated, s", *(f"{line.at(size):,.0f}" for size in further))
    return [told, "", *table(header, [row])] if further else [told]
