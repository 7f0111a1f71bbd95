"""Build the same data with less and less memory; see that the same marts come out."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from sbir_enrichment.measuring.evidence_heading import evidence_heading
from sbir_enrichment.measuring.output_files import require_output
from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.recovery_drill.degradation import run_degradation
from sbir_enrichment.recovery_drill.site import Site
from sbir_enrichment.settings.sizes import in_bytes

PROJECT = Path(__file__).parents[1]
FOUND_A_FAILURE, MISUSE, COULD_NOT_MEASURE = 1, 2, 3
LEAST_AWARDS = 300


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--limits", default="1GB,300MB,250MB", help="for DuckDB, the roomiest first (%(default)s)")
    add("--address-space", default="4GB", help="ulimit -v of all but the first (%(default)s)")
    add("--awards", type=int, default=20_000, help="with 10 recipients each (%(default)s)")
    add("--output-json", type=Path, help="write what was found as JSON too")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Build with every limit, and say of each whether the marts are the same."""
    options = build_parser().parse_args(argv)
    limits = [limit.strip() for limit in options.limits.split(",")]
    try:
        if options.awards < LEAST_AWARDS:
            raise MisuseError(f"--awards must be at least {LEAST_AWARDS}")
        address_space, *_ = [in_bytes(size) for size in (options.address_space, *limits)]
        if options.output_json:
            require_output(options.output_json, "--output-json")
    except (ValueError, MisuseError) as error:
        print(f"drill_degradation: {error}", file=sys.stderr)
        return MISUSE
    with tempfile.TemporaryDirectory(prefix="drill_") as folder:
        try:
            site = Site(PROJECT, Path(folder), options.awards)
            found = run_degradation(site, limits, address_space, print)
        except OSError as error:
            print(f"drill_degradation: {error}", file=sys.stderr)
            return COULD_NOT_MEASURE
    if options.output_json:
        content = evidence_heading(PROJECT) | {"findings": [one.told() for one in found]}
        write_whole(options.output_json, json.dumps(content, indent=2) + "\n")
    return 0 if all(one.is_good for one in found) else FOUND_A_FAILURE


if __name__ == "__main__":
    sys.exit(main())
