"""The report on a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sbir_enrichment.regression.changes import Change
from sbir_enrichment.regression.report import Report
from sbir_enrichment.regression.verdicts import Verdict
from sbir_enrichment.regression.wording import (
    CHANGES,
    LAYERS,
    SYMBOLS,
    headline,
    one_line,
    problem_lines,
    row_of,
    side_in_words,
)

STYLES: dict[Verdict, str] = {
    "pass": "green",
    "within noise": "",
    "not measured": "yellow",
    "not comparable": "yellow",
    "warning": "yellow",
    "failure": "bold red",
}
MOST_CHANGES = 20


def print_report(report: Report, console: Console) -> None:
    """Print the verdict, what changed, and what to know; all other figures are in the files."""
    if not report.problem:
        _say(console, f"Before: {side_in_words(report.before)}")
        _say(console, f"Now:    {side_in_words(report.now)}")
    for line in problem_lines(report)[1:]:
        _say(console, f"  {line}")
    for difference in report.differences:
        _say(console, f"{difference.condition}: {difference.before} before, {difference.now} now")
    for layer, verdict in report.layers.items():
        name, about = LAYERS[layer]
        console.print(Text(f"{name:8} "), _word(verdict), Text(f" ({about})"), soft_wrap=True)
    if report.noteworthy:
        console.print(_table("What changed", report.noteworthy))
    if report.better:
        console.print(_table("What became better", report.better))
    for label, names in (("New", report.new_models), ("Removed", report.removed_models)):
        if names:
            _say(console, f"{label} models: {', '.join(map(one_line, names))}")
    for note in report.notes:
        _say(console, f"* {note}")
    console.print(Text(headline(report), style=STYLES[report.verdict]), soft_wrap=True)


def _table(title: str, changes: Iterable[Change]) -> Table:
    changes = tuple(changes)
    more = f", the first {MOST_CHANGES} of {len(changes)}" if len(changes) > MOST_CHANGES else ""
    table = Table(title=f"{title}{more}", title_justify="left", title_style="bold")
    for column in CHANGES[:-1]:  # the reason stands with the verdict
        table.add_column(column.lower(), overflow="fold")
    for row in map(row_of, changes[:MOST_CHANGES]):
        said = Text.assemble(_word(row.verdict), Text(f": {row.reason}" if row.reason else ""))
        # As Text: a name with square brackets is no markup.
        cells = (row.subject, row.measure, row.before, row.now, row.change, row.interval)
        table.add_row(*map(Text, (*cells, row.against)), said)
    return table


def _word(verdict: Verdict) -> Text:
    return Text(f"{SYMBOLS[verdict]} {verdict}", style=STYLES[verdict])


def _say(console: Console, line: str) -> None:
    console.print(one_line(line), highlight=False, markup=False, soft_wrap=True)
