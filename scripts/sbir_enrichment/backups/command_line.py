"""The command line of backups."""

import argparse
import tempfile
from pathlib import Path

from sbir_enrichment.backups.backup import back_up
from sbir_enrichment.backups.drill import drill
from sbir_enrichment.backups.restore import restore
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.quality_report.warehouses import default_database

FOUND_A_FAILURE = 1


def build_parser(description: str | None) -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description=description)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--to", metavar="F", help="copy it to this file; with a / at its end, folder")
    what.add_argument("--restore", type=Path, metavar="F", help="put this copy in its place")
    what.add_argument(
        "--drill", action="store_true", help="copy it, put the copy back elsewhere, compare all"
    )
    parser.add_argument(
        "--database", type=Path, metavar="F", help="default: SBIR_DUCKDB_PATH, or sbir.duckdb"
    )
    parser.add_argument(
        "--force", action="store_true", help="replace a copy that is there, or a newer build"
    )
    parser.add_argument("--output-json", type=Path, metavar="F", help="write what was done as JSON")
    return parser


def run(options: argparse.Namespace) -> int:
    """Do what was asked for, say it, and return the exit code.

    Raises:
        BackupError: it cannot be done.
        OSError: the JSON cannot be written.
    """
    database = options.database or default_database()
    if options.to:
        to = Path(options.to)
        if options.to.endswith("/"):
            to.mkdir(parents=True, exist_ok=True)
        made = back_up(database, to, options.force)
        print(f"{made.path}: {made.bytes:,} bytes, build of {made.built_at[:19] or 'none'}")
        written, code = made.model_dump_json(indent=2), 0
    elif options.restore:
        done = restore(options.restore, database, options.force)
        print(f"{database}: build of {done.manifest.built_at[:19] or 'none'} is back")
        if done.kept_as:
            print(f"what stood there is kept as {done.kept_as}")
        written, code = done.manifest.model_dump_json(indent=2), 0
    else:
        beside = database.absolute().parent  # where there is room for another copy
        with tempfile.TemporaryDirectory(prefix="restore_drill_", dir=beside) as folder:
            found = drill(database, Path(folder))
        print(
            f"{found.tables} tables, {found.rows:,} rows came back"
            + (f", but not alike: {', '.join(found.unlike)}" if found.unlike else " alike")
        )
        print(f"a damaged copy is refused: {'yes' if found.refused_damaged else 'NO'}")
        print(f"a newer database is left alone: {'yes' if found.refused_newer else 'NO'}")
        written, code = found.model_dump_json(indent=2), 0 if found.is_good else FOUND_A_FAILURE
    if options.output_json:
        write_whole(options.output_json, written + "\n")
    return code
