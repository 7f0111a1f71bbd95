"""From options to a request, and from a result to where it is wanted."""

import argparse
from pathlib import Path

from rich.console import Console

from sbir_enrichment.evaluation.approaches import ALL, PROJECT, parse_approaches
from sbir_enrichment.evaluation.console import print_evaluation
from sbir_enrichment.evaluation.evaluation import Request
from sbir_enrichment.evaluation.model_runs import parse_settings
from sbir_enrichment.evaluation.page import render_evaluation
from sbir_enrichment.evaluation.problems import UnusableInputError
from sbir_enrichment.evaluation.result import Evaluation
from sbir_enrichment.measuring.whole_files import write_whole

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
        UnusableInputError: The options contradict each other, or one is no good.
    """
    by_file = options.queries is not None and options.universe is not None
    any_file = options.queries is not None or options.universe is not None
    if options.from_warehouse is not None and any_file:
        raise UnusableInputError("--from-warehouse makes its own labels: leave out the files")
    if options.from_warehouse is None and not by_file:
        raise UnusableInputError("give --queries and --universe, or --from-warehouse")
    for output in (options.output_json, options.output_html):
        if output is not None:
            _make_folder_of(output)
    default = ",".join(ALL) if by_file else PROJECT
    return Request(
        queries=options.queries,
        universe=options.universe,
        warehouse=options.from_warehouse,
        approaches=parse_approaches(default if options.approaches is None else options.approaches),
        settings=parse_settings(options.vars),
        kept_database=options.keep_database,
    )


def _make_folder_of(output: Path) -> None:
    # Before the work, not behind it.
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableInputError(f"{output}: its folder cannot be made: {error}") from error


def report(evaluation: Evaluation, json_file: Path | None, html_file: Path | None) -> None:
    """Print the result and write it where asked; the last lines are the files written.

    Raises:
        UnusableInputError: A file cannot be written.
    """
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_OFF_TERMINAL)
    print_evaluation(evaluation, console)
    try:
        if json_file is not None:
            write_whole(json_file, evaluation.model_dump_json(indent=2) + "\n")
            print(json_file)
        if html_file is not None:
            write_whole(html_file, render_evaluation(evaluation))
            print(html_file)
    except OSError as error:
        raise UnusableInputError(f"cannot write the result: {error}") from error
