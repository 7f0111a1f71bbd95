"""Say how good the matching by name is, on firms whose recipient is known."""

import argparse
import sys
from pathlib import Path

from sbir_enrichment.evaluation.approaches import ALL
from sbir_enrichment.evaluation.command_line import report, request_of, share
from sbir_enrichment.evaluation.evaluation import evaluate
from sbir_enrichment.evaluation.problems import CouldNotMeasureError, UnusableInputError
from sbir_enrichment.evaluation.shortfalls import shortfalls

FOUND_A_FAILURE, MISUSE, COULD_NOT_MEASURE = 1, 2, 3


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="Exit codes: 0 measured, 1 below --min-precision or --min-recall, 2 misuse, "
        "3 could not measure.",
    )
    add = parser.add_argument
    add("--queries", type=Path, help="CSV of company_name, city, state, zip, true_ueis, withheld")
    add("--universe", type=Path, help="the recipients, a file as the project reads them")
    add("--from-warehouse", type=Path, help="instead: a build; its identifiers make the labels")
    add("--approaches", help=f"of {','.join(ALL)} (default: all; for a warehouse project)")
    add("--vars", help="settings for the run, as dbt takes them: '{name_accept_score: 85}'")
    add("--min-precision", type=share, help="fail below this share, 0 to 1")
    add("--min-recall", type=share, help="fail below this share, 0 to 1")
    add("--output-json", type=Path, help="write the result here")
    add("--output-html", type=Path, help="write a page for people here")
    add("--keep-database", type=Path, help="leave the DuckDB file here, to look at verdicts")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Evaluate, print, write what was asked for."""
    options = build_parser().parse_args(argv)
    try:
        evaluation = evaluate(request_of(options))
        report(evaluation, options.output_json, options.output_html)
    except UnusableInputError as problem:
        print(f"evaluate_matching: {problem}", file=sys.stderr)
        return MISUSE
    except CouldNotMeasureError as problem:
        print(f"evaluate_matching: {problem}", file=sys.stderr)
        return COULD_NOT_MEASURE
    below = shortfalls(evaluation, options.min_precision, options.min_recall)
    for sentence in below:
        print(f"evaluate_matching: {sentence}", file=sys.stderr)
    return FOUND_A_FAILURE if below else 0


if __name__ == "__main__":
    sys.exit(main())
