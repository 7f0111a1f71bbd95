"""What a comparison found: one object for terminal, JSON, Markdown, comment and page."""

from typing import Literal

from sbir_enrichment.benchmark_results.conditions import Part, Revision
from sbir_enrichment.benchmark_results.measurements import Matches
from sbir_enrichment.benchmark_results.result import Pinned
from sbir_enrichment.regression.limits import Limits
from sbir_enrichment.regression.verdicts import Verdict, worst

SCHEMA_VERSION: Literal[1] = 1

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


class Side(Part):
    """One of the results that were compared.

    Attributes:
        path: The file it was read from; None where it was measured for this comparison alone.
        runs: Timed builds.
        pinned: Who made it the baseline, when and why.
    """

    run_id: str
    started_at: str
    path: str | None
    revision: Revision | None
    runs: int
    pinned: Pinned | None


class Difference(Part):
    """A condition that is not alike, in words for people."""

    condition: str
    before: str
    now: str


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


class PastFigures(Part):
    """The figures of one like result of the past, for the chart of history.

    Attributes:
        seconds: Of the whole build, each run.
        peak_bytes: The same.
        is_current: Whether it is the result that this comparison is about.
        is_baseline: Whether it is the pinned one.
    """

    run_id: str
    started_at: str
    commit: str | None
    seconds: tuple[float, ...]
    peak_bytes: tuple[int, ...]
    match_rate: float
    is_current: bool = False
    is_baseline: bool = False


class Report(Part):
    """Everything one comparison found.

    Attributes:
        made_at: UTC, ISO 8601.
        is_interleaved: Whether both sides were measured in turns, for this comparison.
        before: The baseline or the base commit.
        now: What is judged.
        differences: Why the two cannot be compared; then there are no changes.
        changes: Every figure that was compared, the whole build first, then models by name.
        new_models: Models that only `now` has.
        removed_models: Models that only `before` has.
        history: Results of like conditions, the oldest first, the judged one last.
        notes: What a reader should know, in sentences.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    made_at: str
    is_interleaved: bool
    before: Side
    now: Side
    limits: Limits
    differences: tuple[Difference, ...] = ()
    changes: tuple[Change, ...] = ()
    new_models: tuple[str, ...] = ()
    removed_models: tuple[str, ...] = ()
    matches_before: Matches
    matches_now: Matches
    history: tuple[PastFigures, ...] = ()
    notes: tuple[str, ...] = ()
    verdict: Verdict
    layers: dict[Layer, Verdict]


def verdicts_by_layer(changes: tuple[Change, ...]) -> dict[Layer, Verdict]:
    """Return the worst verdict of each layer in which anything was compared."""
    layers: dict[Layer, list[Verdict]] = {}
    for change in changes:
        layers.setdefault(change.layer, []).append(change.verdict)
    return {layer: worst(verdicts) for layer, verdicts in layers.items()}
