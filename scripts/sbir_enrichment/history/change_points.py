"""Where a figure changed its level for good, found with Apache Otava in a series of runs."""

import math
from collections.abc import Sequence
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

LEAST_RUNS = 10
"""Fewer runs hold too little to tell a change of level from noise."""

LEAST_LEVEL = 3
"""Runs that a level lasts at least: one slow run, or two, are no new level."""

SIGNIFICANCE = 0.0003
"""How probable a change may be by chance, at most (Student's t-test of the two levels). The test is
made where the levels differ most, so noise passes it oftener than that: at a noise of 5 %, 1 in 200
series of 10 to 30 runs has a change point and 1 in 90 of 60 runs, where the usual 0.001 gives three
times as many; a rise of 20 % is then found in 9 of 10 series three runs after the seventeenth."""


class ChangePoint(BaseModel):
    """A figure has kept another level since some run.

    Attributes:
        index: Position in the series of the first run at the new level; from 0.
        before: Mean of the level that ended there.
        after: Mean of the level that began.
        probability: That the two levels differ by chance, 0 to 1.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    index: int
    before: float
    after: float
    probability: float

    @property
    def relative(self) -> float | None:
        """The change as a share of the level before, 0.1 is 10 % more; None where that was 0."""
        return (self.after - self.before) / abs(self.before) if self.before else None


def find_change_points(
    values: Sequence[float], least_change: float = 0.0
) -> tuple[ChangePoint, ...]:
    """Return where the level of a series changed, in order; none for fewer than LEAST_RUNS values.

    Otava divides the series where the distances between its values are greatest, and keeps the
    divisions whose two sides differ significantly (Fleming et al., "Hunter", 2023). A stretch
    shorter than LEAST_LEVEL is then set aside as hiccup and the rest searched again.

    Args:
        values: One figure of like runs, the oldest first; at least 0.
        least_change: Relative changes that are not larger than this are left out, 0.05 is 5 %.

    Raises:
        ValueError: a value is below 0, infinite or not a number.
    """
    if any(not math.isfinite(value) or value < 0 for value in values):
        raise ValueError("a series to search for change points has values from 0 on, all finite")
    kept = list(range(len(values)))
    while len(kept) >= LEAST_RUNS:
        found = _search([values[position] for position in kept], least_change)
        ends = [0, *(point.index for point in found), len(kept)]
        brief = [slice(start, end) for start, end in pairwise(ends) if end - start < LEAST_LEVEL]
        if not brief:
            return tuple(point.model_copy(update={"index": kept[point.index]}) for point in found)
        del kept[min(brief, key=lambda stretch: (stretch.stop - stretch.start, stretch.start))]
    return ()


def _search(values: list[float], least_change: float) -> list[ChangePoint]:
    # Loads scipy.stats, nearly a second: a history too short to search should not pay for it.
    from otava.analysis import compute_change_points  # noqa: PLC0415

    found, _ = compute_change_points(values, max_pvalue=SIGNIFICANCE, min_magnitude=least_change)
    return [
        ChangePoint(
            index=int(point.index),
            before=float(point.stats.mean_1),
            after=float(point.stats.mean_2),
            probability=float(point.stats.pvalue),
        )
        for point in found
    ]
