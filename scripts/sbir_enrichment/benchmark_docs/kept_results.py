"""The results that the pages were written from, kept beside them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.benchmark_docs.problems import UnusableResultsError
from sbir_enrichment.benchmark_results.files import (
    UnreadableResultError,
    read_result,
    write_result,
)
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.scale_benchmark.kept_reports import UnreadableReportError, read_report
from sbir_enrichment.scale_benchmark.report import Report

RESULTS = Path("docs/performance/results")
RECIPIENTS = "recipients.json"


@dataclass(frozen=True)
class KeptResults:
    """What there is.

    Attributes:
        awards: Results of `benchmark_enrichment.py`, the smallest first.
        recipients: The report of `benchmark_scale.py`; None where there is none.
    """

    awards: tuple[BenchmarkResult, ...]
    recipients: Report | None


def read_kept(folder: Path) -> KeptResults:
    """Read the results.

    Raises:
        UnusableResultsError: one of the files is no result.
    """
    try:
        awards = [read_result(path) for path in sorted(folder.glob("awards_*.json"))]
        path = folder / RECIPIENTS
        recipients = read_report(path) if path.exists() else None
    except (UnreadableResultError, UnreadableReportError) as error:
        raise UnusableResultsError(str(error)) from error
    return KeptResults(tuple(sorted(awards, key=_awards)), recipients)


def take_awards(paths: Sequence[Path], folder: Path) -> None:
    """Keep results of `benchmark_enrichment.py` instead of all those kept before.

    Raises:
        UnusableResultsError: one of the files is no result, or two are of one size.
        OSError: the folder cannot be written.
    """
    try:
        results = [read_result(path) for path in paths]
    except UnreadableResultError as error:
        raise UnusableResultsError(str(error)) from error
    by_name = {f"awards_{_awards(result)}.json": result for result in results}
    if len(by_name) < len(results):
        sizes = ", ".join(
            f"{path} {_awards(each):,}" for path, each in zip(paths, results, strict=True)
        )
        raise UnusableResultsError(f"give one result for each number of awards: {sizes}")
    for name, result in by_name.items():
        write_result(result, folder / name)
    for path in folder.glob("awards_*.json"):
        if path.name not in by_name:
            path.unlink()


def take_recipients(path: Path, folder: Path) -> None:
    """Keep a report of `benchmark_scale.py` instead of the one kept before.

    Raises:
        UnusableResultsError: the file is none.
        OSError: the folder cannot be written.
    """
    try:
        read_report(path)
    except UnreadableReportError as error:
        raise UnusableResultsError(str(error)) from error
    told = json.loads(path.read_text(encoding="utf-8"))
    write_whole(folder / RECIPIENTS, json.dumps(told, indent=2) + "\n")


def _awards(result: BenchmarkResult) -> int:
    return result.matches.awards
