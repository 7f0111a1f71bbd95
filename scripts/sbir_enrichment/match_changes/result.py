"""What a comparison of two builds found: the one object that all outputs show."""

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION = 1
MOST_SHOWN = 20


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceFile(_Frozen):
    """An input file of a build, known by the SHA-256 of its content."""

    source_name: str
    file_path: str
    content_hash: str | None
    records: int | None


class Side(_Frozen):
    """One of the two builds.

    Attributes:
        label: What it is, in words.
        invocation_id: The dbt run that found its matches; null where a file does not say.
        built_at: When that run started, UTC; null likewise.
        sources: Its input files; empty where unknown.
    """

    label: str
    invocation_id: str | None
    built_at: str | None
    awards: int
    accepted: int
    award_amount: float
    accepted_amount: float
    sources: list[SourceFile]

    @property
    def match_rate(self) -> float:
        """Accepted awards among all, 0 to 1."""
        return self.accepted / self.awards


class Part(_Frozen):
    """What one slice of the awards contributed to the change of the match rate.

    Attributes:
        value: The slice, such as an agency.
        awards_before: Awards in it in the earlier build; of a method all awards, since any might
            have been accepted by it.
        change: Its share in the change of the overall rate, mix and within together; 0.01 is a
            point.
        mix: What awards that came and went changed.
        within: What other verdicts on awards of both builds changed.
    """

    value: str
    awards_before: int
    awards_after: int
    accepted_before: int
    accepted_after: int
    change: float
    mix: float
    within: float

    @property
    def rate_before(self) -> float | None:
        """Accepted among the awards of the slice in the earlier build; null of none."""
        return self.accepted_before / self.awards_before if self.awards_before else None

    @property
    def rate_after(self) -> float | None:
        """Accepted among the awards of the slice in the later build; null of none."""
        return self.accepted_after / self.awards_after if self.awards_after else None


class Cause(_Frozen):
    """The awards that changed in one way for one reason, and their dollars.

    Attributes:
        change: `gained`, `lost`, `re-pointed` or `other method`, as in `fct_match_changes`.
        cause: As in `fct_match_changes`.
        within: Their part of the comparison's `within`, to which all causes add up; 0.01 is a
            point.
    """

    change: str
    cause: str
    awards: int
    award_amount: float
    within: float


class AwardChange(_Frozen):
    """One award whose accepted match changed."""

    award_id: str
    change: str
    cause: str
    company_name: str | None
    agency: str | None
    era: str | None
    award_amount: float | None
    previous_status: str | None
    previous_method: str | None
    previous_recipient_id: str | None
    previous_recipient: str | None
    match_status: str | None
    match_method: str | None
    recipient_id: str | None
    recipient: str | None


class Comparison(_Frozen):
    """Everything that differs between two builds.

    Attributes:
        change: Of the match rate, later less earlier; 0.01 is a point. `mix` and `within` add up
            to it, and so do those of the parts of each list.
        causes: Awards by change and cause.
        changes: Every changed award: those that got, lost or changed their recipient, the most
            dollars first, then likewise those accepted by another method.
        method: How the change was split, and where that comes from.
    """

    schema_version: int = SCHEMA_VERSION
    before: Side
    after: Side
    change: float
    mix: float
    within: float
    by_method: list[Part]
    by_era: list[Part]
    by_agency: list[Part]
    causes: list[Cause]
    changes: list[AwardChange]
    method: str

    @property
    def largest(self) -> list[AwardChange]:
        """The first of the changed awards, as many as a person reads."""
        return self.changes[:MOST_SHOWN]

    @property
    def changed_amount(self) -> float:
        """Dollars of all changed awards."""
        return sum(cause.award_amount for cause in self.causes)
