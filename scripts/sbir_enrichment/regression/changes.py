"""One figure of a comparison, before and now, and what such changes amount to together."""

from collections.abc import Iterable
from typing import Literal, get_args

from sbir_enrichment.benchmark_results.conditions import Part
from sbir_enrichment.regression.verdicts import BY_WEIGHT, Verdict, worst

Layer = Literal["work", "time", "memory", "matches", "history"]
Measure = Literal[
    "time",
    "processor time",
    "memory",
    "rows scanned",
    "intermediate rows",
    "match rate",
    "precision",
]
Against = Literal["baseline", "base commit", "recent results", "earlier level"]


class Change(Part):
    """One figure, before and now.

    Attributes:
        layer: Which kind of comparison found it.
        model: None for the whole build.
        before: Median of the runs; seconds, bytes, rows, or a share from 0 to 1.
        now: The same.
        ratio: Estimate of now to before, of repeated runs not simply the two medians' ratio.
        low: Lower end of the interval of the ratio, where there are repeated runs.
        high: Upper end.
        confidence: Of the interval, 0 to 1.
        chance: How probable it is that chance alone makes any model's change as clear as this.
        is_better: Whether it is a clear change for the better.
        reason: Why the verdict is what it is, where the figures do not say it.
    """

    layer: Layer
    model: str | None
    measure: Measure
    against: Against
    before: float | None = None
    now: float | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    confidence: float | None = None
    chance: float | None = None
    is_better: bool = False
    verdict: Verdict
    reason: str = ""


def gravity(change: Change) -> tuple[int, bool, int, float, str]:
    """Return what puts grave changes first: of one verdict the whole build, then large ones."""
    return (
        -BY_WEIGHT.index(change.verdict),
        change.model is not None,
        get_args(Measure).index(change.measure),
        -abs((change.now or 0) - (change.before or 0)),
        change.model or "",
    )


def once(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the first change of each figure, whatever it was compared with."""
    figures: dict[tuple[str | None, Measure], Change] = {}
    for change in changes:
        figures.setdefault((change.model, change.measure), change)
    return tuple(figures.values())


def verdicts_by_layer(changes: tuple[Change, ...]) -> dict[Layer, Verdict]:
    """Return the worst verdict of each layer in which anything was compared."""
    compared = {change.layer for change in changes}
    return {
        layer: worst(change.verdict for change in changes if change.layer == layer)
        for layer in get_args(Layer)
        if layer in compared
    }
