"""The command line of the check."""

import argparse
import os
from pathlib import Path

from rich.console import Console

from sbir_enrichment.deployment.checking import check, utc_now
from sbir_enrichment.deployment.console import print_report
from sbir_enrichment.deployment.item_list import FOR_PEOPLE
from sbir_enrichment.deployment.markdown import to_markdown
from sbir_enrichment.deployment.sign_offs import (
    NAME,
    SignOffError,
    append_sign_off,
    checked,
    read_sign_offs,
)
from sbir_enrichment.deployment.site import FULL_SIZE, Site
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.quality_report.warehouses import default_database

FOUND_A_FAILURE = 1
SMALLEST = 1_000


def build_parser(description: str | None) -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=description,
        epilog="Exit codes: 0 fit to be used, 1 a critical item is open, 2 misuse, 3 not written.",
    )
    add = parser.add_argument
    add("--database", type=Path, metavar="F", help="default: SBIR_DUCKDB_PATH, or sbir.duckdb")
    add(
        "--full-size",
        type=int,
        default=FULL_SIZE,
        metavar="N",
        help="recipients that a build of full size has at least (default: %(default)s)",
    )
    add("--output-json", type=Path, metavar="F", help="write the report as JSON too")
    add("--output-markdown", type=Path, metavar="F", help="write the report as Markdown too")
    signing = parser.add_argument_group("signing what only people can know")
    signing.add_argument("--sign", metavar="ITEM", help=", ".join(FOR_PEOPLE))
    signing.add_argument("--by", metavar="NAME", help="who signs")
    signing.add_argument("--on", metavar="DAY", help="such as 2026-01-31 (default: today, UTC)")
    signing.add_argument("--note", metavar="TEXT", help="such as where it is written down")
    return parser


def run(project: Path, options: argparse.Namespace, console: Console) -> int:
    """Sign, or look at everything; return the exit code.

    Raises:
        SignOffError: the command line makes no sense, or the file of signatures is wrong.
        OSError: a file cannot be written.
    """
    _refuse_nonsense(options)
    site = Site(
        project=project,
        database=options.database or default_database(),
        target=Path(os.environ.get("DBT_TARGET_PATH", "target")),
        full_size=options.full_size,
        now=utc_now(),
    )
    path, today = site.evidence / NAME, site.now.date()
    signed = read_sign_offs(path, FOR_PEOPLE, today)
    if options.sign:
        day = options.on or today.isoformat()
        new = checked(options.sign, options.by or "", day, options.note or "", FOR_PEOPLE, today)
        append_sign_off(path, signed, new)
        console.print(f"{new.item}: {new.signed_by}, {new.signed_on}; in {path}", markup=False)
        return 0
    report = check(site, signed)
    print_report(report, console)
    for output, text in (
        (options.output_json, report.model_dump_json(indent=2) + "\n"),
        (options.output_markdown, to_markdown(report)),
    ):
        if output:
            write_whole(output, text)
            console.print(str(output), markup=False)
    return FOUND_A_FAILURE if report.open_critical else 0


def _refuse_nonsense(options: argparse.Namespace) -> None:
    if options.full_size < SMALLEST:
        raise SignOffError(f"--full-size must be at least {SMALLEST}")
    given = [name for name in ("by", "on", "note") if getattr(options, name) is not None]
    if given and not options.sign:
        raise SignOffError(f"--{given[0]} belongs to --sign")
    if options.sign and (options.output_json or options.output_markdown):
        raise SignOffError("--sign writes no report; look again without it")
