"""Note that `make test` began, or that all of it passed, and on which code."""

import argparse
import sys
from pathlib import Path

from sbir_enrichment.deployment.items import NoEvidenceError
from sbir_enrichment.deployment.tests_evidence import note_beginning, note_end

PROJECT = Path(__file__).parents[1]
MISUSE, COULD_NOT_MEASURE = 2, 3


def main(argv: list[str] | None = None) -> int:
    """Note it; only the Makefile has a reason to."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--begin", action="store_true", help="tests begin now")
    what.add_argument("--passed", action="store_true", help="all of them passed")
    options = parser.parse_args(argv)
    try:
        if options.begin:
            note_beginning(PROJECT)
        else:
            note_end(PROJECT)
    except NoEvidenceError as error:
        print(f"note_tests: {error}", file=sys.stderr)
        return MISUSE
    except OSError as error:
        print(f"note_tests: {error}", file=sys.stderr)
        return COULD_NOT_MEASURE
    return 0


if __name__ == "__main__":
    sys.exit(main())
