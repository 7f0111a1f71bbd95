"""Presets: a target and some settings that belong together, as a file with a name."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sbir_enrichment.settings.problems import SettingsError, unknown_setting
from sbir_enrichment.settings.project_file import read_yaml

FOLDER = Path("profiles/presets")


class Preset(BaseModel):
    """What a preset file holds.

    Attributes:
        description: What it is for and what it costs.
        target: The target of profiles.yml.
        vars: Settings that differ from dbt_project.yml.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    description: Annotated[str, Field(min_length=1)]
    target: Annotated[str, Field(min_length=1)]
    vars: dict[str, Any] = Field(default_factory=dict)


def preset_names(project: Path) -> list[str]:
    """Return the names of all presets."""
    return sorted(path.stem for path in (project / FOLDER).glob("*.yml"))


def read_preset(project: Path, name: str) -> Preset:
    """Read a preset by its name.

    Raises:
        SettingsError: there is no such preset, or its file is not one.
    """
    names = preset_names(project)
    if name not in names:
        raise SettingsError(unknown_setting(name, names, "--preset", kind="preset"))
    path = FOLDER / f"{name}.yml"
    content = read_yaml((project / path).read_text(encoding="utf-8"), str(path))
    try:
        return Preset.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise SettingsError(f"{path}: {place}: {first['msg']}") from error
