"""The comparison on a terminal: the largest changes first, then what they add up to."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sbir_enrichment.match_changes.result import MOST_SHOWN, Comparison, Part
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
from sbir_enrichment.pages.harmless import harmless
from sbir_enrichment.pages.wording import count, dollars

NAME_LENGTH = 48


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print it; of lists the first MOST_SHOWN, the files that are written have all."""
    _line(console, headline(comparison))
    _line(console, changed(comparison))
    _line(console, f"Then: {described(comparison.before)}")
    _line(console, f"Now:  {described(comparison.after)}")
    for line in input_lines(comparison):
        _line(console, f"      {line}")
    if comparison.changes:
        console.print(_largest(comparison))
        console.print(_causes(comparison))
    else:
        _line(console, "No award was gained, lost, re-pointed or accepted by another method.")
    for title, slices in (
        ("method", comparison.by_method),
        ("era", comparison.by_era),
        ("agency", comparison.by_agency),
    ):
        console.print(_parts(title, slices))
    _line(console, comparison.method)


def _line(console: Console, line: str) -> None:
    console.print(Text(harmless(line, 1000)), soft_wrap=True)


def _table(title: str) -> Table:
    return Table(title=Text(title, style="bold"), title_justify="left")


def _largest(comparison: Comparison) -> Table:
    shown, changed = len(comparison.largest), len(comparison.changes)
    table = _table(
        f"Awards that changed, the most dollars first: {count(shown)} of {count(changed)}"
    )
    table.add_column("dollars", justify="right")
    for column in ("change", "cause", "firm", "was", "is", "award"):
        table.add_column(column, overflow="fold")
    for change in comparison.largest:
        cells = (change.change, change.cause, change.company_name, was(change), became(change))
        table.add_row(
            dollars(change.award_amount),
            *(Text(harmless(cell, NAME_LENGTH)) for cell in cells),
            Text(harmless(change.award_id, NAME_LENGTH)),
        )
    return table


def _causes(comparison: Comparison) -> Table:
    table = _table("What they add up to")
    for column in ("change", "cause"):
        table.add_column(column, overflow="fold")
    for column in ("awards", "dollars", "points within"):
        table.add_column(column, justify="right")
    for cause in comparison.causes:
        table.add_row(
            Text(harmless(cause.change)),
            Text(harmless(cause.cause)),
            count(cause.awards),
            dollars(cause.award_amount),
            points(cause.within),
        )
    return table


def _parts(title: str, parts: Sequence[Part]) -> Table:
    shown = sorted(parts, key=lambda part: -max(part.awards_before, part.awards_after))[:MOST_SHOWN]
    rest = len(parts) - len(shown)
    more = f" ({count(rest)} with fewer awards are not shown)" if rest else ""
    table = _table(f"The change of the match rate by {title}, in points{more}")
    table.add_column(title, overflow="fold")
    for column in PARTS_HEADER:
        table.add_column(column, justify="right")
    for part in (part for part in parts if part in shown):
        table.add_row(Text(harmless(part.value, NAME_LENGTH)), *part_cells(part))
    return table
