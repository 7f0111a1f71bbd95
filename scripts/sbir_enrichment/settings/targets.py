"""The targets of profiles.yml: the engine settings of each, as dbt would read them."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from sbir_enrichment.settings.problems import SettingsError, unknown_setting
from sbir_enrichment.settings.project_file import read_yaml

PROFILES = Path("profiles/profiles.yml")


def target_names(project: Path) -> list[str]:
    """Return the names of all targets, as the file has them.

    Raises:
        SettingsError: the file cannot be read.
    """
    return list(_profile(project)["outputs"])


def read_target(
    project: Path, target: str | None, environment: Mapping[str, str]
) -> tuple[str, dict[str, Any]]:
    """Return the name of a target and its fields, with the environment filled in.

    Args:
        project: The folder of the project.
        target: The target asked for; None is the one that the file names.
        environment: Where `env_var` looks.

    Raises:
        SettingsError: there is no such target, or the file cannot be read.
    """
    profile = _profile(project)
    name = target or profile["target"]
    outputs = profile["outputs"]
    if name not in outputs:
        raise SettingsError(unknown_setting(name, outputs, "--target", kind="target"))
    return name, _rendered(outputs[name], environment)


def _profile(project: Path) -> dict[str, Any]:
    try:
        text = (project / PROFILES).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read {project / PROFILES}: {error}") from error
    profile: dict[str, Any] = next(iter(read_yaml(text, str(PROFILES)).values()))
    return profile


def _rendered(value: Any, environment: Mapping[str, str]) -> Any:  # noqa: ANN401 (YAML)
    if isinstance(value, dict):
        return {key: _rendered(inner, environment) for key, inner in value.items()}
    if not isinstance(value, str) or "{{" not in value:
        return value
    jinja = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    jinja.filters["as_number"] = str
    return jinja.from_string(value).render(
        env_var=environment.get, modules=SimpleNamespace(re=SimpleNamespace(findall=re.findall))
    )
