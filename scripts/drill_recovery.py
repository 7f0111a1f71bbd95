"""Kill runs at random moments, fill the disk, hold the lock; see that --resume mends each."""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from sbir_enrichment.measuring.evidence_heading import evidence_heading
from sbir_enrichment.measuring.output_files import require_output
from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.recovery_drill.drill import run_drill

PROJECT = Path(__file__).parents[1]
FOUND_A_FAILURE, MISUSE, COULD_NOT_MEASURE = 1, 2, 3


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="how many runs to kill (default: 20)")
    parser.add_argument("--seed", type=int, default=1, help="decides when (default: 1)")
    parser.add_argument("--output-json", type=Path, help="write what was found as JSON too")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Drill, and say of each cut whether all was well after it."""
    options = build_parser().parse_args(argv)
    try:
        if options.kills < 0:
            raise MisuseError("--kills must not be below 0")
        if options.output_json:
            require_output(options.output_json, "--output-json")
    except MisuseError as error:
        print(f"drill_recovery: {error}", file=sys.stderr)
        return MISUSE
    with tempfile.TemporaryDirectory(prefix="drill_") as folder:
        try:
            findings = run_drill(PROJECT, Path(folder), options.kills, options.seed, print)
        except (RuntimeError, OSError) as error:
            print(f"drill_recovery: {error}", file=sys.stderr)
            return COULD_NOT_MEASURE
    good = sum(finding.is_good for finding in findings)
    print(f"{good} of {len(findings)} cuts were mended, no finished node run again")
    if options.output_json:
        found = [asdict(finding) | {"is_good": finding.is_good} for finding in findings]
        content = evidence_heading(PROJECT) | {"findings": found}
        write_whole(options.output_json, json.dumps(content, indent=2) + "\n")
    return 0 if good == len(findings) else FOUND_A_FAILURE


if __name__ == "__main__":
    sys.exit(main())
