"""From where on a change is a warning, and from where on a failure."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError, model_validator

from sbir_enrichment.benchmark_results.conditions import Part
from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.settings.checking import effective_variables
from sbir_enrichment.settings.problems import SettingsError

PROJECT = Path(__file__).parents[3]

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
    "regression_busy_percent": ("busy",),
    "regression_recent_results": ("recent_results",),
}


class Band(Part):
    """The limits of one kind of figure.

    Attributes:
        warning: Percent (of the match rate: points) from which on a change for the worse warns.
        failure: The same, from which on it fails.
        floor: A smaller change in seconds or MB is none, and a smaller one in rows warns at most.
    """

    warning: float
    failure: float
    floor: float = 0.0

    @model_validator(mode="after")
    def _fails_after_it_warns(self) -> "Band":
        if self.failure < self.warning:
            raise ValueError(f"fails at {self.failure:g} but warns only at {self.warning:g}")
        return self


class Limits(Part):
    """All limits of a comparison.

    Attributes:
        busy: Percent of the processors; where other work had more of them, times tell nothing.
        recent_results: How many of the latest results make the median of recent runs.
    """

    time: Band
    memory: Band
    work: Band
    match_rate: Band
    busy: float
    recent_results: int


def read_limits(given: Mapping[str, float | None], project: Path = PROJECT) -> Limits:
    """Return the limits that dbt_project.yml sets, or the command line sets otherwise.

    Args:
        given: Values of the command line by name of the setting; None where none was given.
        project: The folder of dbt_project.yml.

    Raises:
        MisuseError: a setting is missing, of the wrong kind, out of range, or fails before it
            warns.
    """
    flags = {name: value for name, value in given.items() if value is not None}
    try:
        known = effective_variables(project, flags, {}, "")
    except SettingsError as error:
        raise MisuseError(str(error)) from error
    nested: dict[str, Any] = {}
    for setting in known:
        if setting.name in SETTINGS:
            *outer, last = SETTINGS[setting.name]
            place = nested.setdefault(outer[0], {}) if outer else nested
            place[last] = setting.value
    try:
        return Limits.model_validate(nested)
    except ValidationError as error:
        wrong = error.errors()[0]
        band = str(wrong["loc"][0])
        low, high = (
            next(name for name, place in SETTINGS.items() if place == (band, field))
            for field in ("warning", "failure")
        )
        why = wrong["ctx"]["error"]
        raise MisuseError(f"{high} must not be below {low}: it {why}") from error
