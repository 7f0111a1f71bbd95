"""Whether a figure rises, falls or keeps its level over a series of runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

LEAST_RUNS = 6
"""Fewer runs can hardly rise or fall by more than chance."""

SIGNIFICANCE = 0.05
AT_EACH_END = 3

Way = Literal["unknown", "steady", "rising", "falling"]


@dataclass(frozen=True)
class Direction:
    """Where a figure goes.

    Attributes:
        way: `unknown` for too few runs; `steady` where a rise or fall could be chance.
        first: Median of the first AT_EACH_END runs.
        last: Median of the last ones.
    """

    way: Way
    first: float
    last: float


def find_direction(values: Sequence[float]) -> Direction:
    """Return the direction of a series, by the Mann-Kendall test.

    The test asks only which of two runs is higher, so that one slow run weighs no more than any.
    SIGNIFICANCE is how probable a rise or fall may be by chance.

    Args:
        values: At least one, the oldest first.
    """
    first, last = median(values[:AT_EACH_END]), median(values[-AT_EACH_END:])
    if len(values) < LEAST_RUNS:
        return Direction("unknown", first, last)
    if min(values) == max(values):
        return Direction("steady", first, last)
    # Nearly a second to load, which a short history need not pay.
    from scipy.stats import kendalltau  # type: ignore[import-untyped]  # noqa: PLC0415

    found = kendalltau(range(len(values)), values)
    if found.pvalue > SIGNIFICANCE:
        return Direction("steady", first, last)
    return Direction("rising" if found.statistic > 0 else "falling", first, last)
