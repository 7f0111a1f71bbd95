"""Limits given by the user, and whether the largest size keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from sbir_enrichment.scale_benchmark.figures import SizeFigures
from sbir_enrichment.scale_benchmark.growth import Growth
from sbir_enrichment.scale_benchmark.options import Limits

MIB = 1024 * 1024


@dataclass(frozen=True)
class Gate:
    """One limit and what was measured. `measured` is None where there was nothing to measure."""

    option: str
    limit: float
    measured: float | None
    holds: bool

    @property
    def sentence(self) -> str:
        """What became of it, in words."""
        found = "nothing to measure" if self.measured is None else f"{self.measured:.4g}"
        return f"{'holds' if self.holds else 'FAILS'}: {self.option} {self.limit:g}, {found}"


def judge_limits(
    limits: Limits, sizes: Sequence[SizeFigures], growth: Growth | None
) -> tuple[Gate, ...]:
    """Hold the largest size, and the growth up to it, against the limits that were given.

    What could not be measured (the precision of no match) does not keep its limit.
    """
    largest = sizes[-1]
    firms = largest.accuracy.firms
    at_most = (
        (
            "--max-floor-ratio",
            limits.max_floor_ratio,
            largest.spread(attrgetter("floor_ratio")).median,
        ),
        ("--max-peak-mb", limits.max_peak_mb, largest.peak_bytes / MIB),
        ("--max-exponent", limits.max_exponent, growth.between_largest if growth else None),
    )
    at_least = (
        ("--min-precision", limits.min_precision, firms.precision),
        ("--min-recall", limits.min_recall, firms.recall),
        (
            "--min-second-build-ratio",
            limits.min_second_build_ratio,
            largest.spread(attrgetter("second_build_ratio")).median,
        ),
    )
    gates = [
        Gate(option, limit, measured, measured is not None and measured <= limit)
        for option, limit, measured in at_most
        if limit is not None
    ]
    gates += [
        Gate(option, limit, measured, measured is not None and measured >= limit)
        for option, limit, measured in at_least
        if limit is not None
    ]
    return tuple(gates)
