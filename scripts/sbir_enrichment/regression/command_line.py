"""Doing what the command line asks: find or measure both sides, compare, tell."""

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from sbir_enrichment.benchmark_results.files import result_path, write_result
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.history.folders import Folders
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.measuring.standard_output import arriving_output
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.regression.arguments import Request
from sbir_enrichment.regression.comment import to_comment
from sbir_enrichment.regression.comparison import Question, compare
from sbir_enrichment.regression.console import print_report
from sbir_enrichment.regression.markdown import to_markdown
from sbir_enrichment.regression.measuring_now import (
    measure_alone,
    measure_in_turns,
    options_like,
)
from sbir_enrichment.regression.page import render_report
from sbir_enrichment.regression.report import Report, not_measured
from sbir_enrichment.regression.sources import (
    newest_after,
    read_baseline,
    read_named,
    read_past,
)
from sbir_enrichment.regression.staleness import why_stale

WIDTH_OFF_TERMINAL = 160

_WRITERS: Mapping[str, Callable[[Report], str]] = {
    "output_json": lambda report: report.model_dump_json(indent=2) + "\n",
    "output_markdown": to_markdown,
    "output_html": render_report,
    "output_github_comment": to_comment,
}


def report_on(request: Request) -> Report:
    """Find or measure both sides and compare them; what could not be measured is a report too.

    Raises:
        MisuseError: a file that was named is no result.
    """
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        if request.base_commit:
            question = _in_turns(request, request.base_commit, made_at)
        else:
            question = _against_baseline(request, made_at)
    except (CouldNotMeasureError, OSError) as failure:
        is_interleaved = request.base_commit is not None
        return not_measured(str(failure), made_at, is_interleaved, request.limits)
    return compare(question, request.limits)


def tell(report: Report, request: Request) -> None:
    """Write the files asked for, print the report, and name them.

    Raises:
        OSError: a file cannot be written, or the report not be printed.
    """
    # First, so that they are there whoever reads the rest.
    for name, path in request.outputs.items():
        write_whole(path, _WRITERS[name](report))
    with arriving_output():
        console = Console()
        if not console.is_terminal:
            console = Console(width=WIDTH_OFF_TERMINAL)
        print_report(report, console)
        for path in request.outputs.values():
            print(path)


def _in_turns(request: Request, commit: str, made_at: str) -> Question:
    before, now = measure_in_turns(request.options, commit)
    return Question(before, now, past=(), is_interleaved=True, paths={}, made_at=made_at)


def _against_baseline(request: Request, made_at: str) -> Question:
    baseline = read_baseline(request.baseline)
    past = read_past(Folders())
    paths = {**past.paths, baseline.run_id: str(request.baseline)}
    if request.current:
        now = read_named(request.current, "--current")
        paths[now.run_id] = str(request.current)
    else:
        now, path = _newest_or_measured(request, baseline, past.results)
        paths.setdefault(now.run_id, str(path))
    return Question(
        before=baseline,
        now=now,
        past=past.results,
        is_interleaved=False,
        paths=paths,
        made_at=made_at,
        notes=past.notes,
    )


def _newest_or_measured(
    request: Request, baseline: BenchmarkResult, results: tuple[BenchmarkResult, ...]
) -> tuple[BenchmarkResult, Path]:
    """Return the newest result if it is of the code as it is; else measure that, and keep it."""
    newest = newest_after(baseline, results)
    stale = why_stale(newest, request.options.project) if newest else "there is none"
    if newest and not stale and not request.build_flags and not request.options.given:
        _say(f"judging {newest.run_id}, which is of the code as it is")
        return newest, result_path(newest)
    _say(f"measuring the code as it is (the newest result: {stale or 'not built as asked'})")
    now = measure_alone(options_like(baseline, request.options, request.build_flags))
    path = result_path(now)
    write_result(now, path)
    _say(f"measured: {path}")
    return now, path


def _say(line: str) -> None:
    print(f"detect_performance_regression: {line}", file=sys.stderr)
