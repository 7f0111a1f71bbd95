"""What a quality report holds: the one object that page, JSON, Markdown and terminal show."""

from typing import Literal

from sbir_enrichment.quality_report.measured_parts import (
    Dimension,
    Field,
    Flag,
    Gate,
    Part,
    Precision,
    Rejection,
    Slice,
    Source,
)

SCHEMA_VERSION: Literal[1] = 1


class Build(Part):
    """The overall figures of one build, for the trend.

    Attributes:
        firm_match_rate: None where only the database remembers the build, which keeps no firms.
        methods: Accepted awards per method; empty where the awards are no longer kept.
    """

    built_at: str
    dbt_invocation_id: str
    awards: int
    match_rate: float
    firm_match_rate: float | None
    amount_match_rate: float | None
    methods: dict[str, int]


class ChangedAwards(Part):
    """Awards whose match changed since the build published before.

    Attributes:
        change: gained, lost, re-pointed or other method.
        cause: Why, in the words of fct_match_changes.
        since: When the build before was made (UTC, ISO 8601).
    """

    change: str
    cause: str
    awards: int
    award_amount: float
    since: str


class Change(Part):
    """A slice that both builds have, then and now."""

    dimension: str
    value: str
    awards_before: int
    awards: int
    rate_before: float
    rate: float
    matched_awards_more: int


class Comparison(Part):
    """What differs from an earlier report, the slices with most awards gained or lost first."""

    baseline: str
    before: Build
    changes: tuple[Change, ...]


class Issue(Part):
    """Something that is wrong or could be better: how much of it, and what to do about it."""

    severity: Literal["failure", "warning", "note"]
    title: str
    finding: str
    remedy: str


class QualityReport(Part):
    """Everything there is to say of one build.

    Attributes:
        run_id: `YYYYMMDD_HHMMSS` of the making of the report, UTC.
        made_at: The same, ISO 8601.
        overall: All awards.
        dimensions: The other slices, in the order they are shown.
        missing_dimensions: What a file does not tell, for want of columns.
        trend: Builds of the same award files, the oldest first, this one the last.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    run_id: str
    made_at: str
    source: Source
    overall: Slice
    dimensions: tuple[Dimension, ...]
    missing_dimensions: tuple[str, ...]
    gates: tuple[Gate, ...]
    precisions: tuple[Precision, ...]
    flags: tuple[Flag, ...]
    fields: tuple[Field, ...]
    rejections: tuple[Rejection, ...]
    trend: tuple[Build, ...]
    comparison: Comparison | None
    changed_awards: tuple[ChangedAwards, ...]
    issues: tuple[Issue, ...]

    @property
    def build(self) -> Build:
        """The overall figures, as a point of a trend."""
        return Build(
            built_at=self.source.built_at,
            dbt_invocation_id=self.source.dbt_invocation_id,
            awards=self.overall.awards,
            match_rate=self.overall.match_rate,
            firm_match_rate=self.overall.firm_match_rate,
            amount_match_rate=self.overall.amount_match_rate,
            methods=self.overall.methods,
        )

    @property
    def failed_gates(self) -> tuple[Gate, ...]:
        """The gates that do not hold."""
        return tuple(gate for gate in self.gates if not gate.is_met)

    def dimension(self, name: str) -> Dimension | None:
        """Return the dimension of that name, if there is one."""
        return next((each for each in self.dimensions if each.name == name), None)
