"""Keep the results of benchmarks and quality reports, find them again, and tell their trends."""

import argparse
import sys
from pathlib import Path

import sbir_enrichment.project_python  # noqa: F401 (first: all below needs the packages of .venv)

# isort: split
from sbir_enrichment.history.command_line import carry_out, check, positive
from sbir_enrichment.history.entries import KINDS
from sbir_enrichment.history.folders import Folders
from sbir_enrichment.history.problems import CouldNotWriteError
from sbir_enrichment.measuring.problems import MisuseError

FOUND_A_FAILURE, MISUSE, COULD_NOT_MEASURE = 1, 2, 3


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="Exit codes: 0 fine, 1 a result was refused, or with --strict a file was skipped, "
        "2 misuse, 3 could not write.",
    )
    action = parser.add_mutually_exclusive_group(required=True)
    asked = action.add_argument
    asked("--archive", action="store_true", help="copy results that are not archived yet")
    asked("--list", action="store_true", help="name every result, archived or not")
    asked("--query", action="store_true", help="show the figures of the last --days")
    asked("--trend-report", action="store_true", help="tell what became of each figure")
    add = parser.add_argument
    add("--days", type=positive, help="how far back (default: 7 for --query, else all)")
    add("--metric-type", choices=[*KINDS, "all"], help="of which results (default: all)")
    add("--output", type=Path, help="write the report here: .md, .html or .json")
    add("--strict", action="store_true", help="exit with 1 if a file is no result")
    places, where = Folders(), "(default: %(default)s)"
    add("--archive-folder", type=Path, default=places.archive, help=where)
    add("--benchmarks-folder", type=Path, default=places.benchmarks, help=where)
    add("--quality-folder", type=Path, default=places.quality, help=where)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Do what is asked."""
    options = build_parser().parse_args(argv)
    try:
        check(options)
        is_well = carry_out(options)
    except MisuseError as misuse:
        print(f"analyze_performance_history: {misuse}", file=sys.stderr)
        return MISUSE
    except CouldNotWriteError as failure:
        print(f"analyze_performance_history: {failure}", file=sys.stderr)
        return COULD_NOT_MEASURE
    return 0 if is_well else FOUND_A_FAILURE


if __name__ == "__main__":
    sys.exit(main())
