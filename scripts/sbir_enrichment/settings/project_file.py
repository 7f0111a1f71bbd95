"""The settings of dbt_project.yml."""

from pathlib import Path
from typing import Any

import yaml

from sbir_enrichment.settings.problems import SettingsError

FILE_NAME = "dbt_project.yml"


class _NoRepeats(yaml.SafeLoader):
    """Reads YAML and refuses a key that stands twice, of which only the last would count."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge":
                continue
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise SettingsError(
                    f"{key} is given more than once (line {line}); only the last would count."
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_yaml(text: str, origin: str) -> dict[str, Any]:
    """Read a YAML mapping.

    Raises:
        SettingsError: it is no mapping, not YAML, or has a key twice.
    """
    try:
        # _NoRepeats is a SafeLoader: it makes no objects.
        content = yaml.load(text, Loader=_NoRepeats)  # noqa: S506
    except yaml.YAMLError as error:
        raise SettingsError(f"{origin} is not YAML: {' '.join(str(error).split())}") from error
    except SettingsError as error:
        raise SettingsError(f"{origin}: {error}") from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise SettingsError(f"{origin} must hold names and values, such as {{min_match_rate: 0.3}}")
    return content


def read_project_variables(project: Path) -> dict[str, Any]:
    """Return `vars` of the project.

    Raises:
        SettingsError: the file cannot be read, or has no vars.
    """
    path = project / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read {path}: {error}") from error
    variables = read_yaml(text, FILE_NAME).get("vars")
    if not isinstance(variables, dict):
        raise SettingsError(f"{FILE_NAME} has no vars; they are the settings")
    return variables
