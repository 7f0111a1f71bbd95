"""Tell why an award or a firm was given its recipient, or none: the whole story."""

import argparse
import sys
from pathlib import Path

import sbir_enrichment.project_python  # noqa: F401 (first: all below needs the packages of .venv)

# isort: split
from rich.console import Console

from sbir_enrichment.match_stories.console import print_story
from sbir_enrichment.match_stories.page import render_story
from sbir_enrichment.match_stories.problems import NothingToTellError, UnusableInputError
from sbir_enrichment.match_stories.telling import tell
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.quality_report.warehouses import default_database

MISUSE, NOTHING_TO_TELL = 2, 3
WIDTH_OFF_TERMINAL = 160


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="Exit codes: 0 told, 2 misuse, also where a name fits several firms, which are "
        "then listed, 3 no build to tell of.",
    )
    add = parser.add_argument
    add("subject", metavar="AWARD_ID|COMPANY", help="an id of either, or (part of) a firm's name")
    add("--html", type=Path, help="write the story as a page here")
    add("--database", type=Path, default=default_database(), help="the build (sbir.duckdb)")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Tell the story, write the page if it was asked for."""
    options = build_parser().parse_args(argv)
    console = Console()
    try:
        story = tell(options.database, options.subject)
        print_story(story, console if console.is_terminal else Console(width=WIDTH_OFF_TERMINAL))
        if options.html:
            write_whole(options.html, render_story(story))
            print(options.html)
    except NothingToTellError as problem:
        told, code = str(problem), NOTHING_TO_TELL
    except UnusableInputError as problem:
        told, code = str(problem), MISUSE
    except OSError as error:
        told, code = f"{error.filename} cannot be written: {error.strerror}", MISUSE
    else:
        return 0
    print(f"explain_match: {told}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
