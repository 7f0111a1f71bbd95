"""Histories for tests: results of a benchmark on consecutive days, made up."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmark_result_samples import a_result

from sbir_enrichment.benchmark_results.files import write_result
from sbir_enrichment.benchmark_results.result import BenchmarkResult

FIRST = datetime(2026, 11, 1, 9, tzinfo=UTC)


def a_run(day: int, name: str = "ab", **facts: object) -> BenchmarkResult:
    """Return the result of a day, the first is 0; `facts` as for `a_result`."""
    at = FIRST + timedelta(days=day)
    result = a_result(run_id=f"{at:%Y%m%d_%H%M%S}_{name}", **facts)
    return result.model_copy(update={"started_at": at.isoformat()})


def write_runs(folder: Path, runs: Sequence[BenchmarkResult]) -> list[Path]:
    """Write results as the benchmark does, each named after its run."""
    paths = [folder / f"benchmark_{run.run_id}.json" for run in runs]
    for run, path in zip(runs, paths, strict=True):
        write_result(run, path)
    return paths
