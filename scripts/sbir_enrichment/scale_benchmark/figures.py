"""The figures of one size: every run of it, and what is said of them together."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from sbir_enrichment.measuring.commands import Cost
from sbir_enrichment.scale_benchmark.counts import Accuracy


@dataclass(frozen=True)
class Run:
    """One run of a size: the floor, a build of a new database, and the same build on it again."""

    floor: Cost
    build: Cost
    second_build: Cost

    @property
    def floor_ratio(self) -> float:
        """How many times the floor the build took."""
        return self.build.wall_seconds / self.floor.wall_seconds

    @property
    def second_build_ratio(self) -> float:
        """How many times faster than the first the second build was."""
        return self.build.wall_seconds / self.second_build.wall_seconds


@dataclass(frozen=True)
class Spread:
    """The median of a figure over the runs, the lowest and the highest."""

    median: float
    lowest: float
    highest: float


@dataclass(frozen=True)
class SizeFigures:
    """Everything that was measured at one size. Verdicts are the same in each of its runs."""

    recipients: int
    awards: int
    firms: int
    data_reused: bool
    runs: tuple[Run, ...]
    accuracy: Accuracy

    def spread(self, figure: Callable[[Run], float]) -> Spread:
        """Return the median and the range of a figure over the runs."""
        values = [figure(run) for run in self.runs]
        return Spread(statistics.median(values), min(values), max(values))

    @property
    def wall_seconds(self) -> float:
        """Median time of the build."""
        return self.spread(attrgetter("build.wall_seconds")).median

    @property
    def peak_bytes(self) -> int:
        """The most memory of any build of this size, the first or the second of a run."""
        return max(cost.peak_bytes for run in self.runs for cost in (run.build, run.second_build))
