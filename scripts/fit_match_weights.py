"""Fit the weights of a match by name on firms whose recipient is known; builds never do."""

import argparse
import sys
from functools import partial
from pathlib import Path

from sbir_enrichment.evaluation.problems import CouldNotMeasureError, UnusableInputError
from sbir_enrichment.weight_fitting.command_line import positive, report, request_of
from sbir_enrichment.weight_fitting.fitting import fit

MISUSE, COULD_NOT_MEASURE = 2, 3
REAL_SHARE = "of all real firms together, all generated ones being 1 (default: 3.6)"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="The same inputs give the same weights. Review them before they become the seed "
        "name_match_weights. Exit codes: 0 fitted, 2 misuse, 3 could not fit.",
    )
    add = parser.add_argument
    many = partial(add, type=Path, action="append", default=[])
    many("--generated", help="a folder of scripts/generate_data.py; may be repeated")
    many("--warehouse", help="a build; its identifiers make real labels; may be repeated")
    number = partial(add, type=positive)
    number("--real-weight", default=1, help="of a real firm, a generated one being 1 (default: 1)")
    number("--real-share-in-calibration", default=3.6, help=REAL_SHARE)
    add("--leave-out", type=Path, help="queries of evaluate_matching.py: not to learn from them")
    add("--keep-runs", type=Path, help="folder for the models' runs, used again if nothing changed")
    add("--output", type=Path, help="write the weights here, as a seed (default: print only)")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Fit, print, write what was asked for."""
    options = build_parser().parse_args(argv)
    try:
        request = request_of(options)
        fitted = fit(request, lambda line: print(line, file=sys.stderr))
        report(fitted, options.output)
    except UnusableInputError as problem:
        print(f"fit_match_weights: {problem}", file=sys.stderr)
        return MISUSE
    except CouldNotMeasureError as problem:
        print(f"fit_match_weights: {problem}", file=sys.stderr)
        return COULD_NOT_MEASURE
    return 0


if __name__ == "__main__":
    sys.exit(main())
