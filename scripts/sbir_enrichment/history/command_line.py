"""What the command is asked, and the carrying out of each of its four actions."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from rich.markdown import Markdown

from sbir_enrichment.history.archive import archive_results
from sbir_enrichment.history.charts import standalone_drawing
from sbir_enrichment.history.console import open_console, print_list, print_query
from sbir_enrichment.history.entries import KINDS, Kind
from sbir_enrichment.history.folders import Contents, Folders, read_files, read_runs
from sbir_enrichment.history.kept_results import require_no_result
from sbir_enrichment.history.markdown import (
    NOTHING_YET,
    counted,
    days_in_words,
    introduction,
    to_markdown,
)
from sbir_enrichment.history.page import render_trends
from sbir_enrichment.history.problems import CouldNotWriteError
from sbir_enrichment.history.trends import TrendReport, make_report, recent
from sbir_enrichment.measuring.output_files import require_output
from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.measuring.standard_output import arriving_output
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.pages.harmless import harmless

QUERIED_DAYS = 7.0
MOST_DAYS = 100_000
SUFFIXES = (".md", ".html", ".json")


def kinds_of(options: argparse.Namespace) -> tuple[Kind, ...]:
    """Return the kinds that are asked for."""
    asked: str = options.metric_type or "all"
    return tuple(kind for kind in KINDS if asked in (kind, "all"))


def positive(text: str) -> float:
    """Read a number of days."""
    try:
        days = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days") from error
    if not 0 < days <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and {MOST_DAYS:,} days")
    return days


def check(options: argparse.Namespace) -> None:
    """Raise MisuseError for what makes no sense, or would have no effect."""
    if options.output and not options.trend_report:
        raise MisuseError("--output goes with --trend-report")
    if options.output and options.output.suffix not in SUFFIXES:
        raise MisuseError(f"--output {options.output}: let its name end in .md, .html or .json")
    if (options.days or options.metric_type) and (options.archive or options.list):
        raise MisuseError("--days and --metric-type go with --query or --trend-report")
    if options.output:
        require_output(options.output, "--output")
        require_no_result(options.output, "--output")
    for flag, folder in (
        ("--archive-folder", options.archive_folder),
        ("--benchmarks-folder", options.benchmarks_folder),
        ("--quality-folder", options.quality_folder),
    ):
        if folder.exists() and not folder.is_dir():
            raise MisuseError(f"{flag}: {folder} is a file; name a folder")


def carry_out(options: argparse.Namespace, now: datetime | None = None) -> bool:
    """Do what is asked and say whether all is well.

    Args:
        options: As parsed, and checked.
        now: From when `--days` count back; the present moment unless given.

    Raises:
        CouldNotWriteError: the archive, the report or standard output cannot be written.
    """
    try:
        with arriving_output():
            return _carry_out(options, now or datetime.now(UTC))
    except OSError as error:
        raise CouldNotWriteError(f"cannot write: {error.strerror}") from error


def _carry_out(options: argparse.Namespace, now: datetime) -> bool:
    folders = Folders(options.archive_folder, options.benchmarks_folder, options.quality_folder)
    if options.archive:
        return _archive(folders, options.strict)
    if options.list:
        files = read_files(folders, KINDS)
        if files.found:
            print_list(files.found, folders, open_console())
        _say(NOTHING_YET if not files.found else f"{counted(len(files.found), 'result')}.")
        return _name_skipped(files, options.strict)
    contents = read_runs(folders, kinds_of(options))
    act = _query if options.query else _report
    act(contents, options, now)
    return _name_skipped(contents, options.strict)


def _archive(folders: Folders, strict: bool) -> bool:
    done = archive_results(folders)
    for path in done.added:
        print(path)
    for refused in done.refused:
        _complain(f"refused: {refused.why}")
    for skipped in done.skipped:
        _complain(f"skipped: {skipped.why}")
    if not (done.added or done.already or done.refused):
        _say(NOTHING_YET)
    was = f"{counted(len(done.added), 'result')} archived, {done.already:,} there before"
    print(f"{was}, {len(done.refused):,} refused, {len(done.skipped):,} skipped: {folders.archive}")
    return not done.refused and not (strict and done.skipped)


def _query(contents: Contents, options: argparse.Namespace, now: datetime) -> None:
    days = options.days or QUERIED_DAYS
    entries = recent(contents, days, now)
    print_query(entries, open_console())
    if entries:
        print(f"{counted(len(entries), 'run')} of the last {days_in_words(days)}.")
    else:
        report = make_report(contents, kinds_of(options), days, now)
        _say("\n".join(line for line in introduction(report)[1:] if line))


def _report(contents: Contents, options: argparse.Namespace, now: datetime) -> None:
    report = make_report(contents, kinds_of(options), options.days, now)
    if options.output is None:
        console, text = open_console(), to_markdown(report)
        console.print(Markdown(text)) if console.is_terminal else print(text, end="")
        return
    write: dict[str, Callable[[TrendReport, Path], None]] = {
        ".md": _write_markdown,
        ".html": lambda report, path: write_whole(path, render_trends(report)),
        ".json": lambda report, path: write_whole(path, report.model_dump_json(indent=2) + "\n"),
    }
    try:
        write[options.output.suffix](report, options.output)
    except OSError as error:
        raise CouldNotWriteError(f"cannot write {options.output}: {error.strerror}") from error
    if not report.runs:
        _say("\n".join(line for line in introduction(report)[1:] if line))
    print(options.output)


def _write_markdown(report: TrendReport, path: Path) -> None:
    drawing = standalone_drawing(report)
    beside = path.with_suffix(".svg")
    if drawing:
        write_whole(beside, drawing)
        print(beside)
    write_whole(path, to_markdown(report, beside.name if drawing else None))


def _name_skipped(contents: Contents, strict: bool) -> bool:
    for skipped in contents.skipped:
        _complain(f"skipped: {skipped.why}")
    return not (strict and contents.skipped)


def _say(text: str) -> None:
    print(text.replace("`", ""))


def _complain(text: str) -> None:
    # Names of files and their content may be anything.
    print(f"analyze_performance_history: {harmless(text, 500)}", file=sys.stderr)
