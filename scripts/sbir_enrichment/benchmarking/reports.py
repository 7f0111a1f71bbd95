"""The result on the terminal and as Markdown."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from sbir_enrichment.benchmark_results.conditions import Conditions
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmarking.differences import difference_table, unlike_conditions
from sbir_enrichment.benchmarking.tables import (
    MIB,
    Table,
    models_by_size,
    models_of,
    whole_builds,
)

ORIGINS = {
    "sample": "the bundled sample",
    "given": "given files",
    "generated": "generated data",
}


def print_results(results: Sequence[BenchmarkResult], shown: int, console: Console) -> None:
    """Print the tables of one or several sizes, and how they came about."""
    for table in _tables(results, shown):
        _print(table, console)
    for note in notes_on(results):
        console.print(note, highlight=False, markup=False, soft_wrap=True)


def print_difference(before: BenchmarkResult, now: BenchmarkResult, console: Console) -> None:
    """Print what differs from an earlier result, and whether the two can be compared at all."""
    _print(difference_table(before, now), console)
    for unlike in unlike_conditions(before.conditions, now.conditions):
        line = f"Not like with like: {unlike}"
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def to_markdown(results: Sequence[BenchmarkResult], shown: int) -> str:
    """Write the tables and the notes for a document."""
    parts = [_markdown(table) for table in _tables(results, shown)]
    parts.append("".join(f"- {note}\n" for note in notes_on(results)))
    return "\n".join(parts)


def notes_on(results: Sequence[BenchmarkResult]) -> tuple[str, ...]:
    """Return in sentences what must be known to read the tables."""
    result = results[-1]
    conditions, builds = result.conditions, len(result.runs)
    notes = [
        f"{builds} timed build{'s' * (builds > 1)} {'of each size ' * (len(results) > 1)}after a "
        f"warm-up, of {ORIGINS[conditions.sample.origin]}, seed {conditions.sample.seed}; "
        f"{_machine(conditions)}.",
        "Rows scanned and intermediate rows are DuckDB's own counts, made in the warm-up at one "
        "thread: the same in every build.",
    ]
    if result.overhead_share is not None and result.overhead_cpu_share is not None:
        notes.append(
            f"Measuring added {result.overhead_cpu_share:+.1%} to the processor time of a build, "
            f"{result.overhead_share:+.1%} to its time by the clock, medians of {builds} pairs."
        )
    return tuple(notes)


def _tables(results: Sequence[BenchmarkResult], shown: int) -> tuple[Table, Table]:
    models = models_of(results[0], shown) if len(results) == 1 else models_by_size(results, shown)
    return whole_builds(results), models


def _machine(conditions: Conditions) -> str:
    machine, engine, revision = conditions.machine, conditions.engine, conditions.revision
    changed = ", with changes" if revision and revision.is_changed else ""
    commit = f"commit {revision.commit[:12]}{changed}" if revision else "no commit known"
    return (
        f"{machine.processor}, {machine.cores} cores, {machine.memory_bytes / MIB / 1024:.0f} GiB; "
        f"{engine.threads} thread{'s' * (engine.threads > 1)}, DuckDB may use "
        f"{engine.memory_limit}; {commit}"
    )


def _print(table: Table, console: Console) -> None:
    # Not as the title of the table, which breaks where a narrow table ends.
    console.print(Text(table.title, style="bold"), soft_wrap=True)
    console.print(_rich(table))


def _rich(table: Table) -> RichTable:
    shown = RichTable()
    first, *others = table.header
    shown.add_column(first)
    for other in others:
        shown.add_column(other, justify="right")
    for row in table.rows:
        shown.add_row(*map(Text, row))  # as Text: a name with square brackets is no markup
    return shown


def _markdown(table: Table) -> str:
    lines = [table.header, ("---", *["---:"] * (len(table.header) - 1)), *table.rows]
    body = "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)
    return f"**{table.title}**\n\n{body}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
