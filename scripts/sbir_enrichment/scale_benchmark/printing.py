"""Showing the report on the terminal."""

from rich.console import Console
from rich.table import Table

from sbir_enrichment.scale_benchmark.report import Report
from sbir_enrichment.scale_benchmark.tables import notes, table_rows


def print_report(report: Report, console: Console) -> None:
    """Print the table, its notes, and what became of each gate."""
    header, *rows = table_rows(report)
    table = Table(header.label)
    for cell in header.cells:
        table.add_column(cell, justify="right")
    for row in rows:
        table.add_row(row.label, *row.cells)
    console.print(table)
    for note in notes(report):
        console.print(note, highlight=False, markup=False)
    for gate in report.gates:
        console.print(f"Gate {gate.sentence}", highlight=False, markup=False)
