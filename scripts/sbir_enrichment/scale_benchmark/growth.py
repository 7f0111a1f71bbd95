"""How fast time grows with size: the b of time = a * size ** b."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Growth:
    """Exponents of growth: 1 is in proportion, 0 is not at all.

    Attributes:
        over_all: Fitted by least squares on the logarithms of all sizes and times.
        between_largest: Between the two largest sizes alone, where fixed costs weigh least.
    """

    over_all: float
    between_largest: float


def fit_growth(sizes: Sequence[int], seconds: Sequence[float]) -> Growth | None:
    """Fit both exponents; None for fewer than two sizes.

    Args:
        sizes: Recipients, all different, rising.
        seconds: The time that each size took, above 0.
    """
    if len(sizes) < 2:  # noqa: PLR2004 (a line needs two points)
        return None
    return Growth(_exponent(sizes, seconds), _exponent(sizes[-2:], seconds[-2:]))


def _exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    logs = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    return statistics.linear_regression(*logs).slope
