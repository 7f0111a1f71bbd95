"""What an evaluation found: the one object that console, JSON and page show."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from sbir_enrichment.evaluation.intervals import wilson_interval

SCHEMA_VERSION = 1


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Share(_Frozen):
    """So many right of so many, with the 95 % Wilson interval; all null when there were none."""

    right: int
    of: int
    value: float | None
    low: float | None
    high: float | None

    @classmethod
    def counted(cls, right: int, of: int) -> Self:
        """Make the share from its two counts."""
        if of == 0:
            return cls(right=0, of=0, value=None, low=None, high=None)
        low, high = (round(end, 6) for end in wilson_interval(right, of))
        return cls(right=right, of=of, value=round(right / of, 6), low=low, high=high)


class Agreement(_Frozen):
    """How accepted matches compare with the truth.

    Attributes:
        precision: Right ones among all accepted.
        recall: Right ones among all firms that have a recipient (positives).
        f1: Their harmonic mean, 2 x right / (accepted + positives).
    """

    precision: Share
    recall: Share
    f1: float | None

    @classmethod
    def counted(cls, right: int, accepted: int, positives: int) -> Self:
        """Make it from the three counts."""
        both = accepted + positives
        return cls(
            precision=Share.counted(right, accepted),
            recall=Share.counted(right, positives),
            f1=round(2 * right / both, 6) if both else None,
        )


class Approach(_Frozen):
    """One way to match the same firms with the same recipients; `agreement` null: not measured.

    Attributes:
        seconds: Wall time, busy machine or not, of everything the approach does with the two
            files once read; for the project of the whole dbt run, its start and the reading of
            the files as well.
        cpu_seconds: Processor time of the same.
    """

    name: str
    label: str
    agreement: Agreement | None
    seconds: float | None = None
    cpu_seconds: float | None = None
    note: str | None = None


class CurvePoint(_Frozen):
    """What would be accepted were `score` the acceptance score."""

    score: float
    agreement: Agreement


class CalibrationBand(_Frozen):
    """Candidate pairs with `low` <= match_score < `high` (the last band holds its end as well).

    Attributes:
        pairs: The share of right ones among all pairs of the band.
        best_pairs: The same, of each firm's highest-scoring pair alone.
    """

    low: float
    high: float
    mean_score: float
    pairs: Share
    best_pairs: Share


class FalsePair(_Frozen):
    """A firm that was given a recipient that is not its own."""

    company_name: str | None
    company_place: str
    recipient_name: str | None
    recipient_place: str
    recipient_uei: str | None
    match_score: float | None
    match_reason: str | None
    truth: str


Cause = Literal["not in the universe", "blocking", "score", "ambiguity", "conflict", "wrong match"]


class MissedPair(_Frozen):
    """A firm that was not given its recipient, and which step lost it."""

    company_name: str | None
    company_place: str
    lost_by: Cause
    match_status: str
    match_reason: str | None
    true_name: str | None
    true_place: str
    true_score: float | None
    true_evidence: str | None
    best_name: str | None
    best_score: float | None


class Slice(_Frozen):
    """The project's figures for some of the firms, such as those of one era."""

    name: str
    firms: int
    agreement: Agreement
    candidate_recall: Share


class Evaluation(_Frozen):
    """Everything that was measured, and on what."""

    schema_version: int = SCHEMA_VERSION
    evaluated_at: str
    source: str
    universe: str
    settings: dict[str, float]
    versions: dict[str, str]
    firms: int
    positives: int
    withheld: int
    recipients: int
    statuses: dict[str, int]
    approaches: list[Approach]
    candidate_recall: Share
    curve: list[CurvePoint]
    calibration: list[CalibrationBand]
    slices: list[Slice]
    false_pairs: list[FalsePair]
    missed_pairs: list[MissedPair]
    notes: list[str]

    @property
    def agreement(self) -> Agreement:
        """The figures of the project itself."""
        measured = self.approaches[0].agreement
        assert measured is not None  # noqa: S101 - the project is always measured, or nothing is
        return measured
