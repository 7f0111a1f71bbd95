"""Kinds of values that pydantic has no name for, and what is said when a value is none."""

import re
from contextlib import suppress
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError
from pydantic_core import PydanticCustomError

from sbir_enrichment.alerts.limits import Limits

# The columns by which `fct_match_quality` slices the awards; a test holds it to them.
DIMENSIONS = (
    "overall",
    "agency",
    "branch",
    "phase",
    "program",
    "award_year",
    "era",
    "state",
    "company_size",
    "identifier_type",
    "uei_quality",
    "duns_quality",
    "missing_fields",
)
MEASURED_METHODS = ("all methods", "uei_exact", "duns_exact", "award_id_exact", "name_fuzzy")


def _day(value: object) -> str:
    """Return a day as text; YAML reads 2026-01-31 as a date, and '' is the day of the run."""
    text = value.isoformat() if isinstance(value, date) else value
    if isinstance(text, str) and re.fullmatch(r"(\d{4}-\d\d-\d\d)?", text):
        with suppress(ValueError):
            return date.fromisoformat(text).isoformat() if text else ""
    raise PydanticCustomError("day", "write a day such as 2026-01-31, or ''")


def _share(value: object, name: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise PydanticCustomError("share", "{of} needs a number between 0 and 1", {"of": name})


def _known(name: object, known: tuple[str, ...]) -> None:
    if name not in known:
        told = {"name": str(name), "known": ", ".join(known)}
        raise PydanticCustomError("name", "{name} is none of {known}", told)


def _shares_of_slices(value: object) -> object:
    for dimension, least in value.items() if isinstance(value, dict) else ():
        _known(dimension, DIMENSIONS)
        if isinstance(least, dict):
            for slice_name, share in least.items():
                _share(share, f"{slice_name} of {dimension}")
        else:
            _share(least, dimension)
    return value


def _shares_of_methods(value: object) -> object:
    for method, least in value.items() if isinstance(value, dict) else ():
        _known(method, MEASURED_METHODS)
        _share(least, method)
    return value


def _alert_limits(value: object) -> object:
    try:
        Limits.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        told = {"place": f"{place}: " if place else "", "what": first["msg"]}
        raise PydanticCustomError("limits", "{place}{what}", told) from error
    return value


DAY = BeforeValidator(_day)
"""Marks a text that is a day."""

Day = Annotated[str, DAY]
SharesOfSlices = Annotated[dict[str, Any], BeforeValidator(_shares_of_slices)]
AlertLimits = Annotated[dict[str, Any], BeforeValidator(_alert_limits)]
SharesOfMethods = Annotated[dict[str, Any], BeforeValidator(_shares_of_methods)]
