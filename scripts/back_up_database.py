"""Copy the database with its history, put a copy back, or prove that both work."""

import sys

from sbir_enrichment.backups.command_line import build_parser, run
from sbir_enrichment.backups.problems import BackupError, RefusedError

MISUSE, COULD_NOT_MEASURE = 2, 3


def main(argv: list[str] | None = None) -> int:
    """Do it and return the exit code."""
    try:
        return run(build_parser(__doc__).parse_args(argv))
    except RefusedError as refused:
        print(f"back_up_database: {refused}", file=sys.stderr)
        return MISUSE
    except (BackupError, OSError) as error:
        print(f"back_up_database: {error}", file=sys.stderr)
        return COULD_NOT_MEASURE


if __name__ == "__main__":
    sys.exit(main())
