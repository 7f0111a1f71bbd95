"""Put all that can be read about a build under one start page, to be opened or published."""

import argparse
import sys
from pathlib import Path

from sbir_enrichment.docs_site.site import Request, build_site
from sbir_enrichment.docs_site.summary import summary
from sbir_enrichment.quality_report.problems import NothingToMeasureError, UnusableInputError
from sbir_enrichment.quality_report.warehouses import default_database
from sbir_enrichment.review.problems import CouldNotCheckError, UnusableFileError, WrongRowsError

MISUSE, NOTHING_TO_SHOW = 2, 3


def positive(text: str) -> int:
    """Read a number of 1 or more, for argparse.

    Raises:
        ArgumentTypeError: It is none.
    """
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of 1 or more")
    return int(text)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    epilog = "Exit codes: 0 done, 2 misuse, 3 there is no build to show."
    parser = argparse.ArgumentParser(description=__doc__, epilog=epilog)
    add = parser.add_argument
    add("--database", type=Path, default=default_database(), help="the build (sbir.duckdb)")
    add("--dbt-page", type=Path, default=Path("target/static_index.html"), help="of dbt's docs")
    add("--folder", type=Path, default=Path("target/docs"), help="where (default: target/docs)")
    add("--most", type=positive, default=5000, help="awards, firms on a page (default: 5000)")
    add("--quick", action="store_true", help="start page and tables alone; the others stay")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Make the site and say what it shows; the last line is its start page."""
    options = build_parser().parse_args(argv)
    request = Request(
        options.database, options.folder, options.dbt_page, options.most, options.quick
    )
    try:
        site = build_site(request)
    except (UnusableInputError, UnusableFileError, WrongRowsError) as problem:
        print(f"build_site: {problem}", file=sys.stderr)
        return MISUSE
    except (NothingToMeasureError, CouldNotCheckError) as problem:
        print(f"build_site: {problem}", file=sys.stderr)
        return NOTHING_TO_SHOW
    # After a build of the pipeline the rest has just been said.
    print("\n".join(summary(site)[-1:] if options.quick else summary(site)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
