"""Say what changed between two builds: which awards, why, and how the match rate came to change."""

import argparse
import os
import sys
from pathlib import Path

import sbir_enrichment.project_python  # noqa: F401 (first: all below needs the packages of .venv)

# isort: split
from sbir_enrichment.match_changes.command_line import publish
from sbir_enrichment.match_changes.comparison import compare
from sbir_enrichment.match_changes.problems import NothingToCompareError, UnusableInputError

MISUSE, NOTHING_TO_COMPARE = 2, 3


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="The later build is the last one in the database, also one that a gate kept from "
        "being published. Exit codes: 0 compared, 2 misuse, 3 nothing to compare.",
    )
    add = parser.add_argument
    add(
        "--against",
        metavar="RUN|FILE",
        help="the earlier build: a dbt_invocation_id of history.published_builds or its beginning, "
        "a DuckDB database, or enriched awards as .parquet or .csv (default: the build published "
        "before)",
    )
    add("--database", type=Path, help="the build (default: SBIR_DUCKDB_PATH, else sbir.duckdb)")
    add("--output-json", type=Path, help="write all changes here")
    add("--output-markdown", type=Path, help="write the report as Markdown here")
    add("--output-html", type=Path, help="write a page for people here")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Compare, print, write what was asked for."""
    options = build_parser().parse_args(argv)
    database = options.database or Path(os.environ.get("SBIR_DUCKDB_PATH", "sbir.duckdb"))
    try:
        publish(compare(database, options.against), options)
    except UnusableInputError as problem:
        print(f"compare_matches: {problem}", file=sys.stderr)
        return MISUSE
    except NothingToCompareError as problem:
        print(f"compare_matches: {problem}", file=sys.stderr)
        return NOTHING_TO_COMPARE
    return 0


if __name__ == "__main__":
    sys.exit(main())
