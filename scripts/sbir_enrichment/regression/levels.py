"""Changes of level over the past: what repeated, small or forgotten changes add up to."""

from collections.abc import Callable, Sequence

from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.history.change_points import ChangePoint, find_change_points
from sbir_enrichment.regression.busy_machines import is_busy
from sbir_enrichment.regression.changes import Change, Measure
from sbir_enrichment.regression.exact import share_verdict
from sbir_enrichment.regression.limits import Limits
from sbir_enrichment.regression.repeated import level_of

LEAST_CHANGE = 0.02
"""A smaller change of level is not worth a word."""

MB = 1_000_000


def compare_levels(
    results: Sequence[BenchmarkResult], since: str, limits: Limits
) -> tuple[list[Change], list[str]]:
    """Return how far the level of each figure of the whole build has moved.

    Args:
        results: Of like conditions, in the order of time; the last one is judged.
        since: The start of the baseline, ISO 8601: the level that it belongs to is the one that is
            compared with; what was before is history.
        limits: Those of time, memory and match rate.

    Returns:
        The changes, and a sentence for each change of level that was found.
    """
    figures: dict[Measure, Callable[[BenchmarkResult], float]] = {
        "time": lambda result: result.median_wall_seconds,
        "memory": lambda result: result.median_peak_bytes,
        "match rate": lambda result: result.matches.match_rate,
    }
    changes, sentences = [], []
    for measure, figure in figures.items():
        told = _telling(results, measure, limits)
        values = [figure(result) for result in told]
        points = find_change_points(values, LEAST_CHANGE)
        if not points:
            continue
        sentences += [_sentence(measure, point, told[point.index]) for point in points]
        later = [point for point in points if told[point.index].started_at > since]
        if later:
            changes.append(_change(measure, later[0].before, later[-1].after, limits))
    return changes, sentences


def _telling(
    results: Sequence[BenchmarkResult], measure: Measure, limits: Limits
) -> Sequence[BenchmarkResult]:
    """Leave out results whose times say little; all of them if the judged one's do."""
    if measure != "time":
        return results
    if is_busy(results[-1], limits.busy):
        return []
    return [result for result in results if not is_busy(result, limits.busy)]


def _change(measure: Measure, before: float, now: float, limits: Limits) -> Change:
    ratio = now / before if before else None
    if measure == "match rate":
        verdict = share_verdict(before, now, limits.match_rate)
    elif measure == "time":
        verdict = level_of(now / before, before, limits.time, limits.time.floor)
    else:
        verdict = level_of(now / before, before, limits.memory, limits.memory.floor * MB)
    return Change(
        layer="history",
        model=None,
        measure=measure,
        against="earlier level",
        before=before,
        now=now,
        ratio=None if measure == "match rate" else ratio,
        verdict=verdict,
    )


def _sentence(measure: Measure, point: ChangePoint, first: BenchmarkResult) -> str:
    revision = first.conditions.revision
    commit = f" (commit {revision.commit[:12]})" if revision else ""
    return (
        f"The {_NAMES[measure]} changed its level with {first.run_id}{commit}: "
        f"{_figure(measure, point.before)} before, {_figure(measure, point.after)} since."
    )


_NAMES = {"time": "time of the build", "memory": "peak memory", "match rate": "match rate"}


def _figure(measure: Measure, value: float) -> str:
    if measure == "time":
        return f"{value:.1f} s"
    return f"{value / MB:,.0f} MB" if measure == "memory" else f"{100 * value:.1f} %"
