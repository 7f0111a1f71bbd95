"""Report how good the matches of a build are: rates by slice, gates, trend, and what to do next."""

import argparse
import sys
from pathlib import Path

import sbir_enrichment.project_python  # noqa: F401 (first: all below needs the packages of .venv)

# isort: split
from sbir_enrichment.quality_report.command_line import publish, request_of, share
from sbir_enrichment.quality_report.kept_reports import FOLDER, LATEST_PAGE, read_kept
from sbir_enrichment.quality_report.problems import NothingToMeasureError, UnusableInputError
from sbir_enrichment.quality_report.report import make_report

A_GATE_FAILS, MISUSE, NOTHING_TO_MEASURE = 1, 2, 3


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog=f"Each report is also kept as {FOLDER}/quality_YYYYMMDD_HHMMSS.json, for the trend. "
        "Exit codes: 0 every gate holds, 1 one does not, 2 misuse, 3 nothing to measure.",
    )
    add = parser.add_argument
    add("--output", type=Path, help=f"the page for people (default: {LATEST_PAGE})")
    add("--json-output", type=Path, help="write the report as JSON here")
    add("--markdown-output", type=Path, help="write the report as Markdown here")
    add("--database", type=Path, help="the build (default: SBIR_DUCKDB_PATH, else sbir.duckdb)")
    add("--enriched-file", type=Path, help="instead: enriched awards, as .parquet or .csv")
    add("--baseline", type=Path, help="compare with this JSON (default: the build before)")
    add("--min-match-rate", type=share, help="a gate more: fail below this share, 0 to 1")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Make the report, print it, write it."""
    options = build_parser().parse_args(argv)
    try:
        report = make_report(request_of(options), read_kept())
        publish(report, options)
    except UnusableInputError as problem:
        print(f"validate_enrichment_quality: {problem}", file=sys.stderr)
        return MISUSE
    except NothingToMeasureError as problem:
        print(f"validate_enrichment_quality: {problem}", file=sys.stderr)
        return NOTHING_TO_MEASURE
    for gate in report.failed_gates:
        print(f"validate_enrichment_quality: {gate.name}: {gate.finding}", file=sys.stderr)
    return A_GATE_FAILS if report.failed_gates else 0


if __name__ == "__main__":
    sys.exit(main())
