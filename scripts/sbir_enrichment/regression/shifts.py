"""By how much one set of measurements exceeds another, with an exact interval.

The change is the Hodges-Lehmann estimate on logarithms: of unpaired runs the median of all ratios
of a run now to a run before, of pairs the median of the averages of each two ratios. One run in
which the machine was busy hardly moves it. Its interval holds those changes that a rank test
(Mann-Whitney; for pairs Wilcoxon's signed ranks) does not exclude: no assumption about the shape of
the noise, and right for three runs as for thirty (Hollander, Wolfe and Chicken, "Nonparametric
Statistical Methods", 3rd edition, sections 3.2, 3.3, 4.2 and 4.3). Ranks of few runs cannot give
any confidence one likes, so the interval says which it has.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from statistics import median

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Shift:
    """A ratio of now to before; 1 is no change.

    Attributes:
        ratio: The estimate.
        low: Lower end of its interval.
        high: Upper end.
        confidence: Of the interval: at least CONFIDENCE, less where the runs are too few for it.
    """

    ratio: float
    low: float
    high: float
    confidence: float


def shift_between(before: Sequence[float], now: Sequence[float]) -> Shift:
    """Return the change between runs that do not belong together in pairs.

    Args:
        before: Measurements above 0, at least one, in any order.
        now: The same of the other side.
    """
    differences = sorted(math.log(new) - math.log(old) for new in now for old in before)
    return _shift(differences, _ranks_of_two_samples(len(before), len(now)))


def shift_of_pairs(before: Sequence[float], now: Sequence[float]) -> Shift:
    """Return the change between runs measured in pairs, one right after the other.

    Args:
        before: Measurements above 0, at least one.
        now: The same of the other side, in the same order of pairs.
    """
    ratios = [math.log(new) - math.log(old) for old, new in zip(before, now, strict=True)]
    averages = sorted((one + other) / 2 for one, other in combinations_with_replacement(ratios, 2))
    return _shift(averages, _signed_ranks(len(ratios)))


def _shift(candidates: list[float], ways: list[int]) -> Shift:
    """Cut as many candidates from both ends as the test allows, but never all.

    Args:
        candidates: Logarithms of ratios, in rising order.
        ways: In how many of all cases without a change the test statistic is 0, 1, 2 ...
    """
    total = sum(ways)
    cut, outside = 0, ways[0]
    while 2 * (outside + ways[cut + 1]) <= (1 - CONFIDENCE) * total:
        cut += 1
        outside += ways[cut]
    return Shift(
        ratio=math.exp(median(candidates)),
        low=math.exp(candidates[cut]),
        high=math.exp(candidates[len(candidates) - 1 - cut]),
        confidence=1 - 2 * outside / total,
    )


def _ranks_of_two_samples(first: int, second: int) -> list[int]:
    """Return how many orders of two samples have 0, 1, 2 ... runs of one below one of the other."""
    # The coefficients of the Gaussian binomial: multiply by 1 - q^(second + i), divide by 1 - q^i.
    ways = [1] + [0] * (first * second)
    for step in range(1, first + 1):
        for at in range(len(ways) - 1, second + step - 1, -1):
            ways[at] -= ways[at - second - step]
        for at in range(step, len(ways)):
            ways[at] += ways[at - step]
    return ways


def _signed_ranks(pairs: int) -> list[int]:
    """Return in how many choices of signs the ranks of positive ones add up to 0, 1, 2 ..."""
    ways = [1] + [0] * (pairs * (pairs + 1) // 2)
    for rank in range(1, pairs + 1):
        for at in range(len(ways) - 1, rank - 1, -1):
            ways[at] += ways[at - rank]
    return ways
