"""Write the enriched awards as a file: Parquet, or CSV that a spreadsheet can open safely."""

import argparse
import os
import sys
from pathlib import Path

from sbir_enrichment.awards_export.writing import (
    CannotExportError,
    NothingToExportError,
    export_awards,
)

MISUSE, NOTHING_TO_EXPORT = 2, 3


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="Exit codes: 0 written, 2 misuse, 3 no build to read."
    )
    add = parser.add_argument
    add("--output", type=Path, required=True, metavar="F", help="a .parquet or .csv to write")
    add("--database", type=Path, help="the build (default: SBIR_DUCKDB_PATH, else sbir.duckdb)")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Write the file, say how many awards it holds and where it is."""
    options = build_parser().parse_args(argv)
    database = options.database or Path(os.environ.get("SBIR_DUCKDB_PATH", "sbir.duckdb"))
    try:
        awards = export_awards(database, options.output)
    except CannotExportError as problem:
        print(f"export_awards: {problem}", file=sys.stderr)
        return MISUSE
    except NothingToExportError as problem:
        print(f"export_awards: {problem}", file=sys.stderr)
        return NOTHING_TO_EXPORT
    print(f"{awards:,} awards")
    print(options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
