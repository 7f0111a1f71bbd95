"""The median of recent results: what drifts in small steps is seen there, whatever the baseline."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.regression.columns import Column, Key
from sbir_enrichment.regression.exact import compare_share, share_verdict
from sbir_enrichment.regression.limits import Band
from sbir_enrichment.regression.repeated import Rules, by_themselves, level_of
from sbir_enrichment.regression.report import Change

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
        key: median(abs(math.log(new / old)) for old, new in pairwise(medians))
        / _MEDIAN_OF_HALF_NORMAL
        for key, medians in _medians(results, columns).items()
        if len(medians) >= LEAST_RESULTS
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
        results: The recent ones, in the order of time, without `now`.
        now: What is judged.
        columns: Which figures.
        against_baseline: Ratio of each figure to that of the baseline: what the baseline has too is
            accepted.
        rules: With what is usual among the results.
    """
    medians = _medians(results, columns)
    changes = []
    for key, column in sorted(columns(now).items()):
        if len(medians.get(key, ())) < LEAST_RESULTS:
            continue
        before = median(medians[key])
        ratio = column.median / before
        verdict = level_of(ratio, before, rules.band, rules.floor)
        reason = ""
        if verdict != "pass":
            accepted = 1 + _SHARE_OF_WARNING * rules.band.warning / 100
            if against_baseline.get(key, math.inf) <= accepted:
                verdict, reason = "pass", "the baseline has it too"
            elif math.log(ratio) <= 3 * rules.usual.get(key, 0.0):
                verdict, reason = "within noise", by_themselves(rules.usual[key])
        changes.append(
            Change(
                layer=rules.layer,
                model=key.model or None,
                measure=key.measure,
                against=rules.against,
                before=before,
                now=column.median,
                ratio=ratio,
                verdict=verdict,
                reason=reason,
            )
        )
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


def _medians(results: Sequence[BenchmarkResult], columns: Columns) -> dict[Key, list[float]]:
    """Return the median of each figure in each result, in the order of time."""
    medians: dict[Key, list[float]] = {}
    for result in results:
        for key, column in columns(result).items():
            medians.setdefault(key, []).append(column.median)
    return medians
