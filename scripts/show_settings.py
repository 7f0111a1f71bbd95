"""Print every setting in force and where its value came from."""

import argparse
import os
import sys
from pathlib import Path

from rich.console import Console

from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.settings.effective import Request, effective_settings
from sbir_enrichment.settings.problems import SettingsError
from sbir_enrichment.settings.project_file import read_yaml
from sbir_enrichment.settings.showing import settings_table, to_json

PROJECT = Path(__file__).parents[1]
MISUSE = 2


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vars", default="{}", help="settings, as dbt is given them")
    parser.add_argument("--target", help="a target of profiles/profiles.yml")
    parser.add_argument("--preset", help="a file of profiles/presets, without its ending")
    parser.add_argument("--output-json", type=Path, help="write them as JSON too")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Print the table, or what is wrong with the settings."""
    options = build_parser().parse_args(argv)
    try:
        given = read_yaml(options.vars, "--vars")
        request = Request(PROJECT, given, options.target, options.preset)
        settings = effective_settings(request, os.environ)
        if options.output_json:
            write_whole(options.output_json, to_json(settings))
    except (SettingsError, OSError) as error:
        for line in str(error).splitlines():
            print(f"show_settings: {line}", file=sys.stderr)
        return MISUSE
    Console().print(settings_table(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
