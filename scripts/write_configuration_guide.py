"""Write docs/performance/configuration-guide.md from the schema of the settings."""

import argparse
import sys
from pathlib import Path

from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.settings.guide import GUIDE, write_guide
from sbir_enrichment.settings.problems import SettingsError

PROJECT = Path(__file__).parents[1]
COULD_NOT_MEASURE = 3


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=PROJECT / GUIDE, help=f"default: {GUIDE}")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Write the page and say where."""
    options = build_parser().parse_args(argv)
    try:
        write_whole(options.output, write_guide(PROJECT))
    except (SettingsError, OSError) as error:
        print(f"write_configuration_guide: {error}", file=sys.stderr)
        return COULD_NOT_MEASURE
    print(options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
