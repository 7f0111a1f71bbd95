"""Which results are compared: the baseline, the newest one, and those of the past."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.benchmark_results.files import (
    UnreadableResultError,
    parse_result,
    read_result,
)
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.history.folders import Folders, read_runs
from sbir_enrichment.measuring.problems import CouldNotMeasureError, MisuseError


@dataclass(frozen=True)
class Past:
    """Results of earlier runs.

    Attributes:
        results: The oldest first.
        paths: Where each was read from, by run id.
        notes: Files that are no results, in sentences.
    """

    results: tuple[BenchmarkResult, ...]
    paths: dict[str, str]
    notes: tuple[str, ...]


def read_named(path: Path, option: str) -> BenchmarkResult:
    """Read a result that was named on the command line.

    Raises:
        MisuseError: it cannot be read.
    """
    try:
        return read_result(path)
    except UnreadableResultError as error:
        raise MisuseError(f"{option}: {error}") from error


def read_baseline(path: Path) -> BenchmarkResult:
    """Read the baseline.

    Raises:
        CouldNotMeasureError: there is none yet.
        MisuseError: the file is no result.
    """
    if not path.exists():
        raise CouldNotMeasureError(
            f"there is no baseline {path}; make one: "
            "python scripts/benchmark_enrichment.py --save-as-baseline"
        )
    return read_named(path, "--baseline")


def read_past(folders: Folders) -> Past:
    """Read all results, archived or not, each once."""
    contents = read_runs(folders, ["benchmark"])
    results = tuple(parse_result(found.content, found.path) for found in contents.found)
    paths = {
        result.run_id: str(found.path)
        for result, found in zip(results, contents.found, strict=True)
    }
    return Past(results, paths, tuple(f"Skipped: {skipped.why}" for skipped in contents.skipped))


def newest_after(
    baseline: BenchmarkResult, past: Sequence[BenchmarkResult]
) -> BenchmarkResult | None:
    """Return the latest result that was measured after the baseline, if there is one."""
    later = [
        result
        for result in past
        if result.run_id != baseline.run_id and result.started_at > baseline.started_at
    ]
    return max(later, key=lambda result: (result.started_at, result.run_id), default=None)
