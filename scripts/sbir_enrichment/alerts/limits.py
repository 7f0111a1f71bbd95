"""From where on a figure of a run is alarming."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Limit = Annotated[float, Field(ge=0)]
Pair = tuple[Limit, Limit]
Severity = Literal["info", "warning", "failure"]


class Limits(BaseModel):
    """For each figure where a warning begins, and where a failure.

    A figure that is left out is never alarming.

    Attributes:
        seconds_per_thousand_awards: Time of the run.
        peak_memory_mb: The most memory of the process tree, in MiB.
        spill_mb: The most that DuckDB had spilled, in MiB.
        match_rate: The only one of which less is worse: accepted of all awards, 0 to 1.
        rejected_share: Rows that could not be read, of all rows, 0 to 1.
        input_age_days: Age of the oldest file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    seconds_per_thousand_awards: Pair | None = None
    peak_memory_mb: Pair | None = None
    spill_mb: Pair | None = None
    match_rate: Pair | None = None
    rejected_share: Pair | None = None
    input_age_days: Pair | None = None

    @model_validator(mode="after")
    def _warnings_come_before_failures(self) -> "Limits":
        for figure, pair in self.given().items():
            warning, failure = pair
            in_order = warning >= failure if figure in LESS_IS_WORSE else warning <= failure
            if not in_order:
                raise ValueError(
                    f"{figure}: the warning, {warning:g}, must come before {failure:g}"
                )
        return self

    def given(self) -> dict[str, Pair]:
        """Return the limits that there are, by the name of the figure."""
        pairs = {figure: getattr(self, figure) for figure in type(self).model_fields}
        return {figure: pair for figure, pair in pairs.items() if pair is not None}


LESS_IS_WORSE = {"match_rate"}


def severity(figure: str, value: float, pair: Pair) -> Severity:
    """Return how alarming a figure is; exactly at a limit it is not yet."""
    warning, failure = pair
    sign = -1 if figure in LESS_IS_WORSE else 1
    if sign * value > sign * failure:
        return "failure"
    return "warning" if sign * value > sign * warning else "info"
