"""Write the tables of docs/performance from the results of the benchmarks."""

import argparse
import sys
from pathlib import Path

import sbir_enrichment.project_python  # noqa: F401 (first: all below needs the packages of .venv)

# isort: split
from sbir_enrichment.benchmark_docs.kept_results import take_awards, take_recipients
from sbir_enrichment.benchmark_docs.pages import PAGES_FOLDER, check_pages, stale_pages, write_pages
from sbir_enrichment.benchmark_docs.problems import UnusableResultsError

PROJECT = Path(__file__).parents[1]
FOUND_A_FAILURE, MISUSE, COULD_NOT_MEASURE = 1, 2, 3


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="Exit codes: 0 fine, 1 a page is stale, 2 misuse, 3 could not read or write.",
    )
    add = parser.add_argument
    add("--awards", type=Path, metavar="F", help="JSON of benchmark_enrichment.py --sizes")
    add("--recipients", type=Path, metavar="F", help="JSON of benchmark_scale.py")
    add("--check", action="store_true", help="write nothing; fail if a page is stale")
    add("--folder", type=Path, default=PROJECT / PAGES_FOLDER, help=f"default: {PAGES_FOLDER}")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Keep the results that are given, and write or check the pages."""
    parser = build_parser()
    options = parser.parse_args(argv)
    if options.check and (options.awards or options.recipients):
        parser.error("--check looks at what is kept: give no results with it")
    try:
        if options.check:
            stale = stale_pages(options.folder)
            for path in stale:
                print(f"{path} is stale: run scripts/write_benchmark_docs.py", file=sys.stderr)
            return FOUND_A_FAILURE if stale else 0
        check_pages(options.folder)
        for given, take in ((options.awards, take_awards), (options.recipients, take_recipients)):
            if given:
                take(given, options.folder)
        for path in write_pages(options.folder):
            print(path)
    except UnusableResultsError as error:
        print(f"write_benchmark_docs: {error}", file=sys.stderr)
        return MISUSE
    except OSError as error:
        print(f"write_benchmark_docs: cannot read or write: {error}", file=sys.stderr)
        return COULD_NOT_MEASURE
    return 0


if __name__ == "__main__":
    sys.exit(main())
