"""Every setting in force, and where each value came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sbir_enrichment.settings.checking import Effective, check_environment, effective_variables
from sbir_enrichment.settings.engine import Engine, environment_name
from sbir_enrichment.settings.presets import read_preset
from sbir_enrichment.settings.problems import SettingsError
from sbir_enrichment.settings.targets import PROFILES, read_target


@dataclass(frozen=True)
class Request:
    """What was asked for on a command line.

    Attributes:
        project: The folder of the project.
        variables: `--vars`.
        target: `--target`.
        preset: `--preset`.
    """

    project: Path
    variables: Mapping[str, Any]
    target: str | None = None
    preset: str | None = None


@dataclass(frozen=True)
class EffectiveSettings:
    """All settings in force.

    Attributes:
        target: The target of profiles.yml.
        engine: Engine settings, under their names in the environment.
        variables: The vars of dbt.
    """

    target: Effective
    engine: tuple[Effective, ...]
    variables: tuple[Effective, ...]

    def vars_to_give(self) -> dict[str, object]:
        """Return the vars that dbt must be given on its command line: those not from its file."""
        return {one.name: one.value for one in self.variables if one.overridden}

    def target_to_give(self) -> str | None:
        """Return the target that dbt must be given: None where profiles.yml names it itself.

        dbt reads the whole project anew whenever its command line names another target than last
        time, and so it does for none.
        """
        return None if self.target.origin == PROFILES.name else str(self.target.value)


def effective_settings(request: Request, environment: Mapping[str, str]) -> EffectiveSettings:
    """Put all sources together: command line before environment before preset before files.

    Raises:
        SettingsError: something is unknown, of the wrong kind or out of range; all is named.
    """
    preset = read_preset(request.project, request.preset) if request.preset else None
    preset_origin = f"preset {request.preset}"
    problems: list[str] = []
    variables: list[Effective] = []
    try:
        check_environment(environment)
    except SettingsError as error:
        problems += str(error).splitlines()
    try:
        variables = effective_variables(
            request.project, request.variables, preset.vars if preset else {}, preset_origin
        )
    except SettingsError as error:
        problems += str(error).splitlines()
    if problems:
        raise SettingsError("\n".join(problems))
    asked = request.target or (preset.target if preset else None)
    name, fields = read_target(request.project, asked, environment)
    origin = "--target" if request.target else preset_origin if preset else PROFILES.name
    return EffectiveSettings(
        target=Effective("target", name, origin, "Which engine settings of profiles.yml."),
        engine=_engine(name, fields, environment, request.project),
        variables=tuple(variables),
    )


def _engine(
    target: str, fields: Mapping[str, Any], environment: Mapping[str, str], project: Path
) -> tuple[Effective, ...]:
    _, without = read_target(project, target, {})
    return tuple(
        Effective(
            name=environment_name(field),
            value=_of(fields, field),
            origin="environment" if given else f"target {target}",
            description=Engine.model_fields[field].description or "",
            overridden=f"{_of(without, field)} (target {target})" if given else "",
        )
        for field in Engine.model_fields
        for given in [environment_name(field) in environment]
    )


def _of(fields: Mapping[str, Any], field: str) -> str:
    """Return one engine setting of a target; DuckDB's threads may be more than those of dbt."""
    settings = fields["settings"]
    places = {
        "duckdb_path": fields["path"],
        "memory_limit": settings["memory_limit"],
        "temp_limit": settings["max_temp_directory_size"],
        "threads": settings["threads"],
    }
    return str(places[field])
