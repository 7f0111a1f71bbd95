"""What measuring adds to a build, from pairs of builds next to each other, one of each kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Pair:
    """A plain and a measured build of the same inputs, one right after the other.

    Attributes:
        plain_seconds: Time of the plain build by the clock.
        measured_seconds: The same of the measured one.
        plain_cpu_seconds: Processor time of the plain build.
        measured_cpu_seconds: The same of the measured one, and of the process that watched it.
    """

    plain_seconds: float
    measured_seconds: float
    plain_cpu_seconds: float
    measured_cpu_seconds: float


@dataclass(frozen=True)
class Overhead:
    """What measuring adds, as shares of a plain build: 0.01 is 1 %. Medians over the pairs.

    Attributes:
        wall_share: To its time by the clock, which other work on the machine sways.
        cpu_share: To its processor time.
        cpu_lowest: The lowest of any pair.
        cpu_highest: The highest of any pair.
        pairs: How many there were.
    """

    wall_share: float
    cpu_share: float
    cpu_lowest: float
    cpu_highest: float
    pairs: int


def overhead_of(pairs: Sequence[Pair]) -> Overhead:
    """Return what measuring added; of at least one pair."""

    def shares(added: Callable[[Pair], float]) -> list[float]:
        return [added(pair) for pair in pairs]

    wall = shares(lambda pair: pair.measured_seconds / pair.plain_seconds - 1)
    cpu = shares(lambda pair: pair.measured_cpu_seconds / pair.plain_cpu_seconds - 1)
    return Overhead(median(wall), median(cpu), min(cpu), max(cpu), len(pairs))
