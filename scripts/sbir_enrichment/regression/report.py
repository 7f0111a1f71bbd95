"""What a comparison found: one object for terminal, JSON, Markdown, comment and page."""

from statistics import median
from typing import Literal

from pydantic import Field

from sbir_enrichment.benchmark_results.conditions import Part, Revision
from sbir_enrichment.benchmark_results.measurements import Matches
from sbir_enrichment.benchmark_results.result import Pinned
from sbir_enrichment.regression.changes import Change, Layer, gravity, once
from sbir_enrichment.regression.limits import Limits
from sbir_enrichment.regression.verdicts import BY_WEIGHT, Verdict

SCHEMA_VERSION: Literal[1] = 1


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

    @property
    def median_seconds(self) -> float:
        """Median time of the runs."""
        return median(self.seconds)

    @property
    def median_peak_bytes(self) -> float:
        """Median peak memory of the runs."""
        return median(self.peak_bytes)


class Report(Part):
    """Everything one comparison found.

    Attributes:
        made_at: UTC, ISO 8601.
        is_interleaved: Whether both sides were measured in turns, for this comparison.
        before: The baseline or the base commit; None where there is none to compare with.
        now: What is judged; None where it could not be measured.
        problem: Why nothing was compared, where something went wrong.
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
    before: Side | None = None
    now: Side | None = None
    problem: str = ""
    limits: Limits
    differences: tuple[Difference, ...] = ()
    changes: tuple[Change, ...] = ()
    new_models: tuple[str, ...] = ()
    removed_models: tuple[str, ...] = ()
    matches_before: Matches | None = None
    matches_now: Matches | None = None
    history: tuple[PastFigures, ...] = ()
    notes: tuple[str, ...] = ()
    verdict: Verdict
    layers: dict[Layer, Verdict] = Field(default_factory=dict)

    @property
    def noteworthy(self) -> tuple[Change, ...]:
        """The changes that did not pass, the gravest first; of one figure only the gravest."""
        changes = [change for change in self.changes if change.verdict != "pass"]
        gravest = sorted(changes, key=lambda change: -BY_WEIGHT.index(change.verdict))
        return tuple(sorted(once(gravest), key=gravity))

    @property
    def better(self) -> tuple[Change, ...]:
        """The changes that are clearly for the better."""
        return once(change for change in self.changes if change.is_better)


def not_measured(problem: str, made_at: str, is_interleaved: bool, limits: Limits) -> Report:
    """Return the report of a comparison that came to nothing; a crash is no regression."""
    return Report(
        made_at=made_at,
        is_interleaved=is_interleaved,
        problem=problem,
        limits=limits,
        verdict="not measured",
    )
