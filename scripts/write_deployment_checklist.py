"""Write docs/DEPLOYMENT_CHECKLIST.md from the list that check_deployment.py looks at."""

import argparse
import sys
from pathlib import Path

from sbir_enrichment.deployment.checklist import write_checklist
from sbir_enrichment.measuring.whole_files import write_whole

CHECKLIST = Path(__file__).parents[1] / "docs" / "DEPLOYMENT_CHECKLIST.md"
COULD_NOT_MEASURE = 3


def main(argv: list[str] | None = None) -> int:
    """Write the page and say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--output", type=Path, default=CHECKLIST, help=f"default: {CHECKLIST.name} in docs"
    )
    options = parser.parse_args(argv)
    try:
        write_whole(options.output, write_checklist())
    except OSError as error:
        print(f"write_deployment_checklist: {error}", file=sys.stderr)
        return COULD_NOT_MEASURE
    print(options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
