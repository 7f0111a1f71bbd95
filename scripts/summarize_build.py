"""Say where the last build put its marts and docs site, and what share of awards it matched."""

import argparse
import os
import sys
from pathlib import Path

import duckdb

COULD_NOT_MEASURE = 3

OVERALL = """
    select matched_awards, awards, match_rate, built_at
    from marts.fct_match_quality
    where dimension = 'overall'
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--database",
        type=Path,
        default=Path(os.environ.get("SBIR_DUCKDB_PATH", "sbir.duckdb")),
        help="where dbt built the marts (default: SBIR_DUCKDB_PATH, else sbir.duckdb)",
    )
    parser.add_argument("--docs", type=Path, required=True, help="the docs site's page")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Print the summary; the last line is the page of the docs site."""
    options = build_parser().parse_args(argv)
    try:
        with duckdb.connect(str(options.database), read_only=True) as connection:
            overall = connection.sql(OVERALL).fetchone()
    except duckdb.Error as error:
        print(f"summarize_build: no marts in {options.database}: {error}", file=sys.stderr)
        return COULD_NOT_MEASURE
    if overall is None:
        print(f"summarize_build: the marts in {options.database} are empty", file=sys.stderr)
        return COULD_NOT_MEASURE
    matched, awards, rate, built_at = overall
    print(f"Match rate: {rate:.2%} ({matched} of {awards} awards), built {built_at:%F %T} UTC")
    print(f"Marts:      {options.database}, schema marts; start with marts.fct_enriched_awards")
    print(f"Docs site:  {options.docs}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
