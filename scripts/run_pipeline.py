"""Run the pipeline: look over, build, test, publish; --resume goes on where a run was cut off."""

import sys
from pathlib import Path

from rich.console import Console

from sbir_enrichment.pipeline.command import build_parser, run_command
from sbir_enrichment.settings.problems import SettingsError

PROJECT = Path(__file__).parents[1]
MISUSE, COULD_NOT_MEASURE = 2, 3


def main(argv: list[str] | None = None) -> int:
    """Run it and return the exit code."""
    options = build_parser(__doc__).parse_args(argv)
    console = Console(highlight=False, soft_wrap=True)
    try:
        return run_command(PROJECT, options, console)
    except SettingsError as error:
        for line in str(error).splitlines():
            print(f"run_pipeline: {line}", file=sys.stderr)
        return MISUSE
    except OSError as error:
        print(f"run_pipeline: {error}", file=sys.stderr)
        return COULD_NOT_MEASURE


if __name__ == "__main__":
    sys.exit(main())
