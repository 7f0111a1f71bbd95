"""Let people decide on matches: write the page, merge what they decided, check what is decided."""

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
    write_file,
)
from sbir_enrichment.review.decisions import OVERRIDES
from sbir_enrichment.review.page import queue_page
from sbir_enrichment.review.queue import read_queue
from sbir_enrichment.review.reading import read_decisions

PAGE = Path("reports/review/review.html")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXIT_CODES)
    what = parser.add_mutually_exclusive_group(required=True)
    add = what.add_argument
    add("--page", type=Path, nargs="?", const=PAGE, metavar="F.html", help=f"write it ({PAGE})")
    add("--merge", type=Path, metavar="F.csv", help="add the decisions that a page exported")
    add("--check", action="store_true", help="say whether all decisions are sound")
    most = "firms on the page, by dollars (default: 5000)"
    parser.add_argument("--most", type=positive, default=5000, help=most)
    add_options(parser, OVERRIDES)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Do the one thing that was asked for."""
    parser = build_parser()
    options = parser.parse_args(argv)
    if options.replace and not options.merge:
        parser.error("--replace goes with --merge")

    def work() -> None:
        if options.check:
            check(options, OVERRIDES)
        elif options.merge:
            merge(options, OVERRIDES)
        else:
            decisions = read_decisions(options.decisions, OVERRIDES)
            queue = read_queue(options.database, options.most)
            write_file(options.page, queue_page(queue, decisions, options.database.name))

    return exit_code_of("review_matches", work)


if __name__ == "__main__":
    sys.exit(main())
