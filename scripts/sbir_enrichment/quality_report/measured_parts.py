"""What is measured of one build: the figures that a quality report is made of."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


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
        amount_match_rate: None where no dollars were awarded: there is no share of nothing.
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
    amount_match_rate: float | None
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
