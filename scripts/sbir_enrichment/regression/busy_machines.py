"""Results that were measured beside other work: their times say little of the code."""

from statistics import median

from sbir_enrichment.benchmark_results.result import BenchmarkResult


def other_work_percent(result: BenchmarkResult) -> float | None:
    """Return how much of the processors other work had, median of the runs; None if unknown."""
    shares = [run.other_work_share for run in result.runs if run.other_work_share is not None]
    return 100 * median(shares) if shares else None


def is_busy(result: BenchmarkResult, limit: float) -> bool:
    """Return whether other work is known to have had a larger percentage than the limit."""
    percent = other_work_percent(result)
    return percent is not None and percent > limit


def why_not_to_trust(before: BenchmarkResult, now: BenchmarkResult, limit: float) -> str:
    """Say why times of these two must not be held against each other; empty where they may."""
    if not (is_busy(before, limit) or is_busy(now, limit)):
        return ""
    had = [other_work_percent(result) for result in (before, now)]
    old, new = ("an unknown share" if each is None else f"{each:.0f} %" for each in had)
    return (
        f"other work had {old} of the processors before and {new} now: "
        "measure on an idle machine, or in turns with --base-ref"
    )
