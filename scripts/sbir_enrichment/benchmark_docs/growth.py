"""How time follows size: a fixed part and one in proportion, fitted to what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEAST_SIZES = 3
"""Two sizes lie on a line whatever they are."""


@dataclass(frozen=True)
class Line:
    """`seconds = fixed + each * size`.

    Attributes:
        fixed: Seconds that any size takes.
        each: Seconds for one more.
        worst: Largest share by which the line misses a time that was measured.
    """

    fixed: float
    each: float
    worst: float

    def at(self, size: float) -> float:
        """Return the seconds that the line gives for a size."""
        return self.fixed + self.each * size


def fit_line(sizes: Sequence[int], times: Sequence[float]) -> Line | None:
    """Fit a line whose misses are small in proportion; None for fewer than LEAST_SIZES sizes.

    Args:
        sizes: All different.
        times: Seconds, above 0, one to each size.
    """
    if len(sizes) < LEAST_SIZES:
        return None
    found = np.polyfit(sizes, times, deg=1, w=[1 / time for time in times])
    each, fixed = (float(value) for value in found)
    line = Line(fixed, each, 0.0)
    worst = max(abs(line.at(size) / time - 1) for size, time in zip(sizes, times, strict=True))
    return Line(fixed, each, worst)
