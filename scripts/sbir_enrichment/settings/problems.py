"""What is said of a setting that cannot be used: which, where it was given, what to write."""

from collections.abc import Iterable
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sbir_enrichment.settings.hidden import shown

_KINDS = {
    "string_type": "a text",
    "float_type": "a number",
    "finite_number": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "string_pattern_mismatch": "a size with its unit, such as 4GB or 700MB",
    "dict_type": "names with a value each",
    "list_type": "a list",
    "bool_type": "true or false",
}
_BOUNDS = {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}


REFUSAL = "Settings that cannot be used:"
"""The line before what a command of dbt says of wrong settings."""


class SettingsError(RuntimeError):
    """Some settings cannot be used; the message has one line for each."""


def unknown_setting(name: str, known: Iterable[str], origin: str, kind: str = "setting") -> str:
    """Say that there is no such setting, preset or target, and which one was probably meant."""
    known = sorted(known)
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    mend = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
    return f"There is no {kind} {name} ({origin}). {mend}"


def field_problems(
    schema: type[BaseModel], error: ValidationError, origins: dict[str, str], prefix: str = ""
) -> list[str]:
    """Say of each wrong value what it may be.

    Args:
        schema: What the values were read by.
        error: What it found.
        origins: Where each value was given, by field.
        prefix: Stands before a field's name where people write it, such as `SBIR_`.
    """
    return [_field_problem(schema, wrong, origins, prefix) for wrong in error.errors()]


def _field_problem(
    schema: type[BaseModel], wrong: ErrorDetails, origins: dict[str, str], prefix: str
) -> str:
    field = str(wrong["loc"][0])
    within = "".join(f".{step}" for step in wrong["loc"][1:])
    name = f"{prefix}{field.upper() if prefix else field}{within}"
    origin = origins.get(field, "")
    given = f" ({origin})" if origin else ""
    value = shown(field, wrong["input"])
    if wrong["type"] == "missing":
        return f"{name} has no value; give it one in dbt_project.yml."
    if wrong["type"] in _BOUNDS:
        span = describe_range(schema, field)
        return f"{name} is {wrong['input']}{given}; it must lie {span}."
    if wrong["type"] == "string_too_short":
        return f"{name} is empty{given}; give it a value."
    kind = _KINDS.get(wrong["type"])
    if kind:
        return f"{name} must be {kind}, not {value!r}{given}."
    return f"{name} cannot be {value!r}{given}: {wrong['msg']}."


def describe_range(schema: type[BaseModel], field: str) -> str:
    """Return the range of a number, such as `between 0 and 1`; empty where there is none."""
    rules = schema.model_fields[field].metadata
    lowest = next((rule.ge for rule in rules if hasattr(rule, "ge")), None)
    highest = next((rule.le for rule in rules if hasattr(rule, "le")), None)
    if lowest is None or highest is None:
        return ""
    return f"between {lowest} and {highest}"
