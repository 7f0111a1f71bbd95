"""From options to a report, and from it to where it is wanted."""

import argparse
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.pages.markdown import render_markdown
from sbir_enrichment.quality_report.console import print_report
from sbir_enrichment.quality_report.kept_reports import LATEST_PAGE, as_json, keep
from sbir_enrichment.quality_report.page import render_report
from sbir_enrichment.quality_report.problems import UnusableInputError
from sbir_enrichment.quality_report.report import Request
from sbir_enrichment.quality_report.result import QualityReport
from sbir_enrichment.quality_report.warehouses import default_database

WIDTH_OFF_TERMINAL = 132


def share(text: str) -> float:
    """Read a share of 0 to 1, for argparse.

    Raises:
        ArgumentTypeError: It is none.
    """
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not a share from 0 to 1")
    return value


def request_of(options: argparse.Namespace) -> Request:
    """Make the request out of parsed options.

    Raises:
        UnusableInputError: The options contradict each other.
    """
    if options.database is not None and options.enriched_file is not None:
        raise UnusableInputError("give --database or --enriched-file, not both")
    return Request(
        database=options.database or default_database(),
        enriched_file=options.enriched_file,
        baseline=options.baseline,
        min_match_rate=options.min_match_rate,
    )


def publish(report: QualityReport, options: argparse.Namespace) -> None:
    """Print the report, keep it, write it where asked; the last lines are the files written.

    Raises:
        UnusableInputError: A file cannot be written.
    """
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_OFF_TERMINAL)
    print_report(report, console)
    wanted: list[tuple[Path | None, Callable[[QualityReport], str]]] = [
        (options.json_output, as_json),
        (options.markdown_output, as_markdown),
        (options.output or LATEST_PAGE, render_report),
    ]
    try:
        print(keep(report))
        for path, render in wanted:
            if path is not None:
                write_whole(path, render(report))
                print(path)
    except OSError as error:
        raise UnusableInputError(f"cannot write the report: {error}") from error


def as_markdown(report: QualityReport) -> str:
    """Return the report as Markdown."""
    return render_markdown("sbir_enrichment.quality_report", "report.md.j2", report=report)
