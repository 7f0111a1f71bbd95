"""Settings from the command line, the environment and the files, put together and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sbir_enrichment.settings.engine import PREFIX, Engine, environment_name
from sbir_enrichment.settings.problems import SettingsError, field_problems, unknown_setting
from sbir_enrichment.settings.project_file import FILE_NAME, read_project_variables
from sbir_enrichment.settings.variables import Variables

COMMAND_LINE = "--vars"


@dataclass(frozen=True)
class Effective:
    """One setting as it is in force.

    Attributes:
        name: As people write it: a var, or a variable of the environment.
        origin: Where the value was given.
        overridden: What it took the place of, as `value (origin)`; empty where nothing.
    """

    name: str
    value: object
    origin: str
    description: str
    overridden: str = ""


def effective_variables(
    project: Path, command_line: Mapping[str, Any], preset: Mapping[str, Any], preset_origin: str
) -> list[Effective]:
    """Return every var in the order of `Variables`; command line before preset before file.

    Raises:
        SettingsError: a setting is unknown, of the wrong kind or out of range; all are named.
    """
    layers = [
        (FILE_NAME, read_project_variables(project)),
        (preset_origin, preset),
        (COMMAND_LINE, command_line),
    ]
    problems = [
        unknown_setting(str(name), Variables.model_fields, origin)
        for origin, values in layers
        for name in values
        if name not in Variables.model_fields
    ]
    found: dict[str, Effective] = {}
    for origin, values in layers:
        for name in values.keys() & Variables.model_fields.keys():
            before = found.get(name)
            found[name] = Effective(
                name=name,
                value=values[name],
                origin=origin,
                description=Variables.model_fields[name].description or "",
                overridden=f"{before.value} ({before.origin})" if before else "",
            )
    problems += _variable_problems(found)
    if problems:
        raise SettingsError("\n".join(problems))
    return [found[name] for name in Variables.model_fields]


def _variable_problems(found: Mapping[str, Effective]) -> list[str]:
    values = {name: setting.value for name, setting in found.items()}
    origins = {name: setting.origin for name, setting in found.items()}
    problems = []
    try:
        Variables.model_validate(values)
    except ValidationError as error:
        problems = field_problems(Variables, error, origins)
    review, accept = values.get("name_review_score"), values.get("name_accept_score")
    if isinstance(review, int | float) and isinstance(accept, int | float) and review > accept:
        problems.append(
            f"name_review_score is {review}; it must not be above name_accept_score, {accept}."
        )
    return problems


def check_environment(environment: Mapping[str, str]) -> None:
    """Check every variable that begins with `SBIR_`.

    Raises:
        SettingsError: one is unknown or cannot be used; all are named.
    """
    known = {environment_name(field): field for field in Engine.model_fields}
    given = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    problems = [
        unknown_setting(name, known, "environment") for name in sorted(given) if name not in known
    ]
    values = {known[name]: value for name, value in given.items() if name in known}
    try:
        # What is not given comes from a target of profiles.yml, which a test holds to these rules.
        Engine.model_validate({**_USABLE, **values})
    except ValidationError as error:
        origins = dict.fromkeys(values, "environment")
        problems += field_problems(Engine, error, origins, PREFIX)
    folder = Path(environment.get("SBIR_DUCKDB_PATH", "")).parent
    if not folder.is_dir():
        problems.append(
            f"SBIR_DUCKDB_PATH: {folder} is no folder (environment); make it, or name another."
        )
    if problems:
        raise SettingsError("\n".join(problems))


_USABLE = {"duckdb_path": "any", "memory_limit": "1GB", "temp_limit": "1GB", "threads": 1}
