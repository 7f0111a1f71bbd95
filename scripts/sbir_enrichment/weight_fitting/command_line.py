"""From options to a request, and from a fit to where it is wanted."""

import argparse
import math
from pathlib import Path

from rich.console import Console

from sbir_enrichment.evaluation.command_line import WIDTH_OFF_TERMINAL
from sbir_enrichment.evaluation.labelled_firms import read_queries
from sbir_enrichment.evaluation.problems import UnusableInputError
from sbir_enrichment.weight_fitting.console import print_fit
from sbir_enrichment.weight_fitting.fitting import Fit, Request
from sbir_enrichment.weight_fitting.weights import write_weights


def positive(text: str) -> float:
    """Read a number above 0, for argparse.

    Raises:
        ArgumentTypeError: It is none.
    """
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is not a number above 0")
    return value


def request_of(options: argparse.Namespace) -> Request:
    """Make the request out of parsed options.

    Raises:
        UnusableInputError: There is nothing to fit on, a source is given twice, or the output
            could not be written.
    """
    sources = [*options.generated, *options.warehouse]
    if not sources:
        raise UnusableInputError("give --generated, --warehouse or both: weights need labels")
    if len({path.resolve() for path in sources}) < len(sources):
        raise UnusableInputError("a source is given twice; its firms would count twice")
    if options.output is not None and not options.output.absolute().parent.is_dir():
        raise UnusableInputError(f"{options.output}: its folder does not exist (--output)")
    return Request(
        generated=tuple(options.generated),
        warehouses=tuple(options.warehouse),
        real_weight=options.real_weight,
        real_share=options.real_share_in_calibration,
        left_out=_ueis_of(options.leave_out),
        kept_runs=options.keep_runs,
    )


def _ueis_of(queries: Path | None) -> frozenset[str]:
    if queries is None:
        return frozenset()
    if not queries.is_file():
        raise UnusableInputError(f"{queries}: there is no such file (--leave-out)")
    return frozenset(uei for firm in read_queries(queries) for uei in firm.true_ueis)


def report(fit: Fit, output: Path | None) -> None:
    """Print the fit and write the weights where asked; the last line is the file written.

    Raises:
        UnusableInputError: The file cannot be written.
    """
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_OFF_TERMINAL)
    print_fit(fit, console)
    if output is not None:
        write_weights(output, fit.weights, fit.reviewed.meanings)
        print(output)
