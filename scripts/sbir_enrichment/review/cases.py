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


class Candidate(Side):
    """A recipient that the firm may be.

    Attributes:
        score: The match score, 0 to 100.
        evidence: In words, what led to it.
    """

    score: float | None = None
    evidence: str | None = None


class Case(BaseModel):
    """A firm to decide on.

    Attributes:
        firm: Who it is.
        zip5: The first digits of its zip code.
        awards: How many it got.
        amount: Dollars awarded to it.
        agencies: Who awarded them, in alphabetical order.
        group: What it can be filtered by: its status, or the stratum it was drawn from.
        reason: The verdict of the build in words.
        candidates: The best ones, in order.
        candidates_in_all: More than these, where the build has more.
        cells: What else stands in the exported row, column to text.
    """

    model_config = ConfigDict(frozen=True)

    firm: Side
    zip5: str | None = None
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


def side(row: dict[str, Any], prefix: str, id_column: str) -> dict[str, Any]:
    """Return the fields of a `Side` out of a row whose columns bear a prefix."""
    named = {field: row[f"{prefix}_{field}"] for field in ("name", "uei", "duns", "city", "state")}
    return {"id": row[id_column], **named}
