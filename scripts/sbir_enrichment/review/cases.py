"""What a page puts before a person: firms, each with the recipients it may be."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Side(BaseModel):
    """A firm or a recipient, as far as the two can be compared; None where not known."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str | None = None
    uei: str | None = None
    duns: str | None = None
    city: str | None = None
    state: str | None = None
    zip5: str | None = None


class Candidate(Side):
    """A recipient that the firm may be.

    Attributes:
        score: The match score, 0 to 100.
        evidence: In words, what led to it.
        agrees: Which of name, legal form, zip, city, state, UEI and DUNS it shares with the firm.
        differs: Which of them both have and do not share.
    """

    score: float | None = None
    evidence: str | None = None
    agrees: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()


class Case(BaseModel):
    """A firm to decide on.

    Attributes:
        firm: Who it is.
        is_settled: Whether only some of its awards are in doubt.
        awards: How many are at stake.
        amount: Dollars of these.
        agencies: Who awarded them, in alphabetical order.
        group: What it can be filtered by: its status, or the stratum it was drawn from.
        reason: The verdict of the build in words.
        candidates: The best ones, in order.
        candidates_in_all: More than these, where the build has more.
        cells: What else stands in the exported row, column to text.
    """

    model_config = ConfigDict(frozen=True)

    firm: Side
    is_settled: bool = False
    awards: int
    amount: float
    agencies: tuple[str, ...]
    group: str
    reason: str | None = None
    candidates: tuple[Candidate, ...]
    candidates_in_all: int
    cells: dict[str, str] = {}

    @property
    def pair(self) -> tuple[str, str]:
        """The firm and its best candidate."""
        return self.firm.id, self.candidates[0].id


def firm_of(row: dict[str, Any]) -> Side:
    """Return the firm out of a row whose columns begin with `company_`."""
    return Side(**_fields(row, "company"), id=row["company_id"])


def candidate_of(row: dict[str, Any], prefix: str) -> Candidate:
    """Return the recipient out of a row whose columns begin with a prefix."""
    return Candidate(
        **_fields(row, prefix),
        id=row[f"{prefix}_recipient_id"],
        score=row[f"{prefix}_score"],
        evidence=row[f"{prefix}_evidence"],
        agrees=_facts(row[f"{prefix}_agrees"]),
        differs=_facts(row[f"{prefix}_differs"]),
    )


def _fields(row: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {field: row[f"{prefix}_{field}"] for field in Side.model_fields if field != "id"}


def _facts(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(", ")) if text else ()
