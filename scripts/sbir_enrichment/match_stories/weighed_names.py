"""A recipient whose name was compared with the firm's, and the sum that makes its score."""

from math import exp

from pydantic import BaseModel, ConfigDict

# The table keeps scores with two digits; sums in another order differ in the last ones.
ROUNDING = 0.0051
LAST_DIGITS = 1e-6


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Feature(_Frozen):
    """One answer about a pair of names, and what it adds to the logarithm of the odds."""

    name: str
    meaning: str
    value: float
    weight: float

    @property
    def contribution(self) -> float:
        """Weight times value."""
        return self.weight * self.value


class Candidate(_Frozen):
    """A recipient whose name was compared with the firm's, with the sum that makes its score.

    Attributes:
        features: All of them; those that are 0 add nothing.
        log_odds: As the table has it.
        match_score: 100 / (1 + e^-log_odds), as the table has it.
    """

    rank: int
    recipient_id: str
    recipient_name: str
    city: str | None
    state: str | None
    company_name_key: str
    recipient_name_key: str
    place: str
    legal_forms: str
    name_score: float
    intercept: float
    features: list[Feature]
    log_odds: float
    match_score: float

    @property
    def telling(self) -> list[Feature]:
        """Return the features that add something, the weightiest first."""
        told = [feature for feature in self.features if feature.contribution]
        return sorted(told, key=lambda feature: (-abs(feature.contribution), feature.name))

    @property
    def adds_up(self) -> bool:
        """Whether intercept and contributions make the log-odds, and these the score."""
        summed = self.intercept + sum(feature.contribution for feature in self.features)
        score = 100 / (1 + exp(-summed))
        return (
            abs(summed - self.log_odds) < LAST_DIGITS and abs(score - self.match_score) < ROUNDING
        )
