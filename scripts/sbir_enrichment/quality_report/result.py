"""What a quality report holds: the one object that page, JSON, Markdown and terminal show."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION: Literal[1] = 1


class Part(BaseModel):
    """A part of a report; an unknown field is an error, so that no figure is lost unseen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Part):
    """Where the figures come from.

    Attributes:
        kind: `warehouse`, the marts of a build, or `file`, enriched awards that were exported.
        path: The database or the file.
        award_files: The files of awards that the build read, in order.
        built_at: When the marts were built (UTC, ISO 8601), as they say themselves.
        dbt_invocation_id: The dbt command that built them.
    """

    kind: Literal["warehouse", "file"]
    path: str
    award_files: tuple[str, ...]
    built_at: str
    dbt_invocation_id: str


class Slice(Part):
    """Some of the awards: those with one value of a dimension.

    Attributes:
        awards: Awards in it; `matched_awards` of them have an accepted match.
        firms: Firms with an award in it.
        award_amount: Dollars awarded.
        match_rate: Matched awards of all its awards, 0 to 1; likewise of firms and of dollars.
        statuses: Awards per match status.
        methods: Accepted awards per match method.
    """

    value: str
    awards: int
    matched_awards: int
    match_rate: float
    firms: int
    matched_firms: int
    firm_match_rate: float
    award_amount: float
    matched_award_amount: float
    amount_match_rate: float
    statuses: dict[str, int]
    methods: dict[str, int]


class Dimension(Part):
    """All awards, sliced by one thing; numbers and years in their order, others by awards."""

    name: str
    title: str
    slices: tuple[Slice, ...]


class Gate(Part):
    """What a gate measured, and whether it holds."""

    name: str
    is_met: bool
    measured: float | None
    threshold: float | None
    finding: str


class Precision(Part):
    """How many of the firms that a method accepted were matched rightly, as far as people looked.

    Attributes:
        method: The method, or `all methods`.
        accepted_firms: Firms that it accepted.
        precision: The share matched rightly, 0 to 1; None where nobody has looked. `low` and
            `high` are the ends of the 95 % interval.
        finding: The same in words, as the mart says it.
    """

    method: str
    accepted_firms: int
    precision: float | None
    low: float | None
    high: float | None
    finding: str


class Flag(Part):
    """Awards that bear a word of `match_flags` or of `data_flags`, and how many are accepted."""

    kind: Literal["match", "data"]
    name: str
    awards: int
    accepted: int
    award_amount: float


class Field(Part):
    """How many of the awards have a value in a column."""

    name: str
    filled: int
    share: float


class Rejection(Part):
    """Rows of one input file that could not be read, for one reason.

    Attributes:
        line: Where the first of them stands; `example` is its text, cut short.
    """

    source_name: str
    source_file: str
    reason: str
    rows: int
    line: int
    example: str


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
    amount_match_rate: float
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
