"""Draw a sample of accepted matches to label, and merge the labels: they tell precision."""

import argparse
import sys
from pathlib import Path

import sbir_enrichment.project_python  # noqa: F401 (first: all below needs the packages of .venv)
from sbir_enrichment.review.command_line import (
    EXIT_CODES,
    add_options,
    check,
    exit_code_of,
    merge,
    positive,
)
from sbir_enrichment.review.decisions import REVIEWED
from sbir_enrichment.review.sample_files import write_sample


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=f"The same build and seed give the same sample. {EXIT_CODES}"
    )
    add = parser.add_argument
    add("--output", type=Path, metavar="F.csv", help="write the sample here, verdicts to fill in")
    add("--page", type=Path, metavar="F.html", help="write a page to label the sample on")
    add("--merge", type=Path, metavar="F.csv", help="add the labels of such a file, or of a page")
    add("--check", action="store_true", help="say whether all labels are sound")
    add("--size", type=positive, default=200, help="matches to draw (default: 200)")
    add("--minimum", type=positive, default=10, help="of each method and score (default: 10)")
    add("--seed", default="1", help="another one draws other matches (default: 1)")
    add_options(parser, REVIEWED)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Do what was asked for."""
    parser = build_parser()
    options = parser.parse_args(argv)
    asked = bool(options.output or options.page), bool(options.merge), options.check
    if sum(asked) != 1:
        parser.error("say one of --output and/or --page, --merge, --check")
    if options.replace and not options.merge:
        parser.error("--replace goes with --merge")

    def work() -> None:
        if options.check:
            check(options, REVIEWED)
        elif options.merge:
            merge(options, REVIEWED)
        else:
            write_sample(options)

    return exit_code_of("sample_for_review", work)


if __name__ == "__main__":
    sys.exit(main())
