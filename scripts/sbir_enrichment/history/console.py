"""Results as tables on a terminal, and in full where the output goes to a file or a pipe."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sbir_enrichment.history.entries import KINDS, Entry
from sbir_enrichment.history.folders import Folders, Found
from sbir_enrichment.history.metrics import METRICS

WIDE = 400
"""Columns where nobody looks at a screen: no cell is cut or broken."""


def open_console() -> Console:
    """Return a console for standard output."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDE)


def print_list(found: Sequence[Found], folders: Folders, console: Console) -> None:
    """Print a row for each result, with the file it stands in."""
    table = Table("started (UTC)", "kind", "run", "series", "file", "archived")
    for each in found:
        entry = each.entry
        archived = each.path.is_relative_to(folders.archived(entry.kind))
        cells = (entry.kind, entry.key, entry.series, str(each.path), "yes" if archived else "no")
        # As Text: a name with square brackets is no markup.
        table.add_row(f"{entry.started_at:%Y-%m-%d %H:%M:%S}", *map(Text, cells))
    console.print(table)


def print_query(entries: Sequence[Entry], console: Console) -> None:
    """Print a table for each kind of result, its figures in columns, the oldest first."""
    for kind in KINDS:
        rows = [entry for entry in entries if entry.kind == kind]
        if not rows:
            continue
        metrics = [each for each in METRICS if any(each.name in row.figures for row in rows)]
        table = Table("started (UTC)", "run", "series", title=kind, title_justify="left")
        for metric in metrics:
            table.add_column(metric.title, justify="right")
        for row in rows:
            figures = (
                metric.tell(row.figures[metric.name]) if metric.name in row.figures else "-"
                for metric in metrics
            )
            started = f"{row.started_at:%Y-%m-%d %H:%M:%S}"
            table.add_row(started, Text(row.run_id), row.series, *figures)
        console.print(table)
