"""The configuration guide: a page that says of every setting what the schema says."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel

from sbir_enrichment.settings.effective import Request, effective_settings
from sbir_enrichment.settings.engine import Engine, environment_name
from sbir_enrichment.settings.kinds import DAY
from sbir_enrichment.settings.presets import preset_names, read_preset
from sbir_enrichment.settings.problems import describe_range
from sbir_enrichment.settings.project_file import read_project_variables
from sbir_enrichment.settings.targets import target_names
from sbir_enrichment.settings.variables import Variables
from sbir_enrichment.settings.web_addresses import WEB_ADDRESS

GUIDE = Path("docs/performance/configuration-guide.md")

_KINDS: dict[object, str] = {
    float: "number",
    int: "whole number",
    str: "text",
    bool: "true or false",
}


def write_guide(project: Path) -> str:
    """Return the guide as Markdown.

    Raises:
        SettingsError: a file of the project cannot be read.
    """
    jinja = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 (Markdown of our own texts, no HTML)
    )
    return jinja.get_template("guide.md.j2").render(
        variables=list(_rows(Variables, read_project_variables(project))),
        engine=list(_rows(Engine, {})),
        targets={name: _engine_of(project, name) for name in target_names(project)},
        presets=[_preset(project, name) for name in preset_names(project)],
    )


def _rows(schema: type[BaseModel], defaults: dict[str, object]) -> Iterator[dict[str, str]]:
    for field, info in schema.model_fields.items():
        yield {
            "name": environment_name(field) if schema is Engine else field,
            "default": _written(defaults.get(field, "")),
            "may_be": may_be(schema, field),
            "description": info.description or "",
        }


def _written(value: object) -> str:
    """Return a default as one writes it in YAML: `true`, not `True`."""
    text = yaml.safe_dump(value, default_flow_style=True, width=10_000).removesuffix("\n...\n")
    return text.rstrip("\n")


def may_be(schema: type[BaseModel], field: str) -> str:
    """Return in words what a setting may be."""
    info = schema.model_fields[field]
    if DAY in info.metadata:
        return "day such as 2026-01-31"
    if WEB_ADDRESS in info.metadata:
        return "http or https address"
    kind = _KINDS.get(info.annotation, "names with a value each")
    if kind == "text":
        is_size = any(getattr(rule, "pattern", None) for rule in info.metadata)
        return "size with its unit" if is_size else kind
    return f"{kind} {describe_range(schema, field)}".strip()


def _engine_of(project: Path, target: str) -> list[str]:
    settings = effective_settings(Request(project, {}, target=target), environment={})
    return [str(one.value) for one in settings.engine]


def _preset(project: Path, name: str) -> dict[str, str]:
    preset = read_preset(project, name)
    settings = ", ".join(f"`{key}: {value}`" for key, value in preset.vars.items())
    return {
        "name": name,
        "target": preset.target,
        "settings": settings or "none",
        "description": " ".join(preset.description.split()),
    }
