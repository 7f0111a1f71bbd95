"""The median of recent results: what drifts in small steps is seen there, whatever the baseline."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.regression.changes import Change
from sbir_enrichment.regression.columns import Column, Key
from sbir_enrichment.regression.exact import compare_share, share_verdict
from sbir_enrichment.regression.limits import Band
from sbir_enrichment.regression.repeated import Rules, compare_repeated

Columns = Callable[[BenchmarkResult], Mapping[Key, Column]]

LEAST_RESULTS = 5
"""Fewer results have no median worth the name, and do not tell how much they differ."""

_MEDIAN_OF_HALF_NORMAL = 0.6745

_SHARE_OF_WARNING = 0.25
"""A figure that is worse than the baseline's by no more than this share of the warning's limit is
no worse: the baseline has taken the change in."""


def usual_differences(results: Sequence[BenchmarkResult], columns: Columns) -> dict[Key, float]:
    """Return for each figure how much results of like builds differ from one to the next.

    That is a standard deviation, estimated from the median distance of successive results as on a
    control chart of single values: a step or a slow drift among them hardly moves it (Wheeler and
    Chambers, "Understanding Statistical Process Control").

    Args:
        results: In the order of time.
        columns: Which figures.

    Returns:
        Standard deviations of the logarithm of the ratio of two results; nothing for a figure that
        fewer than LEAST_RESULTS results have.
    """
    return {
        key: median(abs(math.log(new / old)) for old, new in pairwise(medians.values))
        / _MEDIAN_OF_HALF_NORMAL
        for key, medians in _medians(results, columns).items()
    }


def compare_with_recent(
    results: Sequence[BenchmarkResult],
    now: BenchmarkResult,
    columns: Columns,
    against_baseline: Mapping[Key, float],
    rules: Rules,
) -> list[Change]:
    """Return the changes of time or memory from the median of recent results.

    Args:
        results: The recent ones, in the order of time, without `now`; each counts as one run.
        now: What is judged.
        columns: Which figures.
        against_baseline: Ratio of each figure to that of the baseline: what the baseline has too is
            accepted.
        rules: With what is usual among the results.
    """
    accepted = 1 + _SHARE_OF_WARNING * rules.band.warning / 100
    changes = []
    for change in compare_repeated(_medians(results, columns), columns(now), rules):
        ratio = against_baseline.get(Key(change.model or "", change.measure), math.inf)
        if change.verdict in ("warning", "failure") and ratio <= accepted:
            taken_in = {"verdict": "pass", "reason": "the baseline has it too"}
            changes.append(change.model_copy(update=taken_in))
        elif change.verdict != "not comparable":
            changes.append(change)
    return changes


def compare_match_rate_with_recent(
    results: Sequence[BenchmarkResult], now: BenchmarkResult, baseline_rate: float, band: Band
) -> list[Change]:
    """Return what became of the match rate since the recent results; it knows no noise."""
    if not results:
        return []
    rate = now.matches.match_rate
    before = median(result.matches.match_rate for result in results)
    change = compare_share("match rate", before, rate, band, "recent results")
    if rate >= baseline_rate and share_verdict(before, rate, band) != "pass":
        change = change.model_copy(update={"verdict": "pass", "reason": "the baseline has it too"})
    return [change]


def _medians(results: Sequence[BenchmarkResult], columns: Columns) -> dict[Key, Column]:
    """Return the median of each figure in each result that has it, in the order of time.

    A figure that fewer than LEAST_RESULTS results have, or not of one kind, is left out.
    """
    found: dict[Key, list[Column]] = {}
    for result in results:
        for key, column in columns(result).items():
            found.setdefault(key, []).append(column)
    return {
        key: Column(tuple(column.median for column in each), each[-1].kind)
        for key, each in found.items()
        if len(each) >= LEAST_RESULTS and len({column.kind for column in each}) == 1
    }
