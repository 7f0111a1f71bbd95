"""From options to a comparison, and from it to where it is wanted."""

import argparse
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from sbir_enrichment.match_changes.console import print_comparison
from sbir_enrichment.match_changes.page import comparison_as_markdown, render_comparison
from sbir_enrichment.match_changes.problems import UnusableInputError
from sbir_enrichment.match_changes.result import Comparison
from sbir_enrichment.measuring.whole_files import write_whole

WIDTH_OFF_TERMINAL = 160


def publish(comparison: Comparison, options: argparse.Namespace) -> None:
    """Print the comparison and write it where asked; the last lines are the files written.

    Raises:
        UnusableInputError: A file cannot be written.
    """
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_OFF_TERMINAL)
    print_comparison(comparison, console)
    wanted: list[tuple[Path | None, Callable[[Comparison], str]]] = [
        (options.output_json, _as_json),
        (options.output_markdown, comparison_as_markdown),
        (options.output_html, render_comparison),
    ]
    try:
        for path, render in wanted:
            if path is not None:
                write_whole(path, render(comparison))
                print(path)
    except OSError as error:
        raise UnusableInputError(f"cannot write the comparison: {error}") from error


def _as_json(comparison: Comparison) -> str:
    return comparison.model_dump_json(indent=2) + "\n"
