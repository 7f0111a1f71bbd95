"""The story of one verdict: the one object that terminal and page show."""

from pydantic import BaseModel, ConfigDict

from sbir_enrichment.match_changes.result import SourceFile
from sbir_enrichment.match_stories.weighed_names import Candidate


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InputRow(_Frozen):
    """A row of the award files as it was read.

    Attributes:
        source_line: The line of the file on which it begins.
        values: What stands under each header that the project knows, blanks left out.
        problems: What of it could not be used, and why.
    """

    award_id: str
    source_file: str
    source_line: int | None
    values: dict[str, str]
    problems: list[str]


class WrittenName(_Frozen):
    """A name of the firm as awards write it, and what was made of it to compare it."""

    written: str
    name_key: str | None
    alias_key: str | None
    legal_form: str | None
    awards: int


class Identifier(_Frozen):
    """An identifier of the firm; a stray one stands on too few of its awards to speak for it."""

    kind: str
    value: str
    awards: int
    is_stray: bool
    recipients: int


class Attempt(_Frozen):
    """One kind of evidence that was tried.

    Attributes:
        method: As in `match_method`.
        looked_for: What was looked for, or why nothing could be.
        steps: Label and count of each step on the way.
        found: What was found, each in a line; nothing when nothing was.
    """

    method: str
    looked_for: str
    steps: list[tuple[str, int]]
    found: list[str]


class Evidence(_Frozen):
    """A recipient that some kind of evidence led to, the best first.

    Attributes:
        standing: What became of it, in words.
        is_same_entity: Whether it is the best, or another row of the same recipient.
    """

    rank: int
    recipient_id: str
    recipient_name: str
    uei: str | None
    duns: str | None
    state: str | None
    match_method: str
    match_score: float
    evidence: str
    standing: str
    is_same_entity: bool


class Lack(_Frozen):
    """What one candidate has less of than another, as a difference of contributions."""

    what: str
    points: float


class RunnerUp(_Frozen):
    """The next best candidate, and what it lacked.

    Attributes:
        lacks: By feature, the largest first, where both were compared by name; they and what the
            runner-up has more of add up to the difference of the log-odds.
    """

    recipient_name: str
    match_method: str
    match_score: float
    explanation: str
    lacks: list[Lack]


class Verdict(_Frozen):
    """What was decided, and by which rule."""

    match_status: str
    match_method: str | None
    match_score: float | None
    recipient_id: str | None
    recipient_name: str | None
    recipient_uei: str | None
    recipient_duns: str | None
    match_flags: str
    match_reason: str
    rule: str


class Published(_Frozen):
    """What the marts say of the same award or firm, and of which run they are."""

    invocation_id: str
    built_at: str
    match_status: str
    recipient_name: str | None
    match_reason: str
    is_same: bool


class FirmAward(_Frozen):
    """One of the firm's awards."""

    award_id: str
    award_year: int | None
    agency: str | None
    award_amount: float | None
    company_name: str | None
    match_status: str
    source_file: str
    source_line: int | None


class Story(_Frozen):
    """All that the tables tell.

    Attributes:
        award_id: The award; null when the story is of the firm.
        rows: The award's row; of a firm the row of its latest award.
        awards: The firm's awards, the latest first; `awards_in_all` says how many there are.
        settings: Those under which the matches were found; empty where they were not noted.
        invocation_id: The dbt run that found the matches; null likewise.
    """

    award_id: str | None
    company_id: str
    company_name: str | None
    place: str
    verdict: Verdict
    published: Published | None
    rows: list[InputRow]
    names: list[WrittenName]
    identifiers: list[Identifier]
    attempts: list[Attempt]
    evidence: list[Evidence]
    candidates: list[Candidate]
    runner_up: RunnerUp | None
    awards: list[FirmAward]
    awards_in_all: int
    settings: dict[str, object]
    sources: list[SourceFile]
    invocation_id: str | None
    built_at: str | None

    @property
    def best(self) -> Candidate | None:
        """The best recipient as a candidate by name, else the likeliest one; null without any.

        Where several are as likely, it is not the first of them that the verdict names.
        """
        best = self.evidence[0].recipient_id if self.evidence else None
        chosen = (each for each in self.candidates if each.recipient_id == best)
        return next(chosen, self.candidates[0] if self.candidates else None)
