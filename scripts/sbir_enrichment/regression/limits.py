"""From where on a change is a warning, and from where on a failure."""

from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import Field, ValidationError, model_validator

from sbir_enrichment.benchmark_results.conditions import Part
from sbir_enrichment.measuring.problems import MisuseError

PROJECT = Path(__file__).parents[3] / "dbt_project.yml"

# Each setting, and where its value goes: a band and a field of it, or a field of Limits.
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "regression_time_warning_percent": ("time", "warning"),
    "regression_time_failure_percent": ("time", "failure"),
    "regression_time_floor_seconds": ("time", "floor"),
    "regression_memory_warning_percent": ("memory", "warning"),
    "regression_memory_failure_percent": ("memory", "failure"),
    "regression_memory_floor_mb": ("memory", "floor"),
    "regression_work_warning_percent": ("work", "warning"),
    "regression_work_failure_percent": ("work", "failure"),
    "regression_work_floor_rows": ("work", "floor"),
    "regression_match_rate_warning_points": ("match_rate", "warning"),
    "regression_match_rate_failure_points": ("match_rate", "failure"),
    "regression_recent_results": ("recent_results",),
}


class Band(Part):
    """The limits of one kind of figure.

    Attributes:
        warning: Percent (of the match rate: points) from which on a change for the worse warns.
        failure: The same, from which on it fails.
        floor: A smaller change in seconds or MB is none, and a smaller one in rows warns at most.
    """

    warning: float = Field(ge=0, allow_inf_nan=False)
    failure: float = Field(ge=0, allow_inf_nan=False)
    floor: float = Field(default=0, ge=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _fails_after_it_warns(self) -> "Band":
        if self.failure < self.warning:
            raise ValueError(f"fails at {self.failure:g} but warns only at {self.warning:g}")
        return self


class Limits(Part):
    """All limits of a comparison.

    Attributes:
        recent_results: How many of the latest results make the median of recent runs.
    """

    time: Band
    memory: Band
    work: Band
    match_rate: Band
    recent_results: int = Field(ge=1)


def read_limits(given: Mapping[str, float | None], project: Path = PROJECT) -> Limits:
    """Return the limits that dbt_project.yml sets, or the command line sets otherwise.

    Args:
        given: Values of the command line by name of the setting; None where none was given.
        project: The file with the settings.

    Raises:
        MisuseError: a setting is missing, no number, below 0, or fails before it warns.
    """
    known = yaml.safe_load(project.read_text(encoding="utf-8"))["vars"]
    known |= {name: value for name, value in given.items() if value is not None}
    nested: dict[str, object] = {}
    for name, (first, *rest) in SETTINGS.items():
        if name not in known:
            raise MisuseError(f"{project}: vars has no {name}")
        if rest:
            band = nested.setdefault(first, {})
            assert isinstance(band, dict)  # noqa: S101 (tells mypy what setdefault returned)
            band[rest[0]] = known[name]
        else:
            nested[first] = known[name]
    try:
        return Limits.model_validate(nested)
    except ValidationError as error:
        first_error = error.errors()[0]
        place = tuple(str(step) for step in first_error["loc"])
        known_as = [name for name, path in SETTINGS.items() if path == place]
        setting = known_as[0] if known_as else f"the settings regression_{'_'.join(place)}_..."
        raise MisuseError(f"{setting}: {first_error['msg']}") from error
