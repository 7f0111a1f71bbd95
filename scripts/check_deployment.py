"""Look at everything that must be so before people rely on a deployment, and say what is open."""

import sys
from pathlib import Path

import sbir_enrichment.project_python  # noqa: F401 (first: all below needs the packages of .venv)

# isort: split
from rich.console import Console

from sbir_enrichment.deployment.command_line import build_parser, run
from sbir_enrichment.deployment.sign_offs import SignOffError

PROJECT = Path(__file__).parents[1]
MISUSE, COULD_NOT_MEASURE = 2, 3


def main(argv: list[str] | None = None) -> int:
    """Look, print, write what was asked for."""
    options = build_parser(__doc__).parse_args(argv)
    try:
        return run(PROJECT, options, Console(highlight=False, soft_wrap=True))
    except SignOffError as error:
        for line in str(error).splitlines():
            print(f"check_deployment: {line}", file=sys.stderr)
        return MISUSE
    except OSError as error:
        print(f"check_deployment: {error}", file=sys.stderr)
        return COULD_NOT_MEASURE


if __name__ == "__main__":
    sys.exit(main())
