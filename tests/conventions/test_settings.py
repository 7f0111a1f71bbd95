"""Each setting is in one place, has a range, is described, and does something."""

import re
from pathlib import Path

import pytest
import yaml

from sbir_enrichment.settings.guide import GUIDE, write_guide
from sbir_enrichment.settings.variables import Variables

SCHEMA = "scripts/sbir_enrichment/settings/variables.py"
VAR = re.compile(r"""\bvar\(\s*['"](\w+)['"]""")


@pytest.fixture(scope="module")
def settings(root: Path) -> dict[str, object]:
    return yaml.safe_load((root / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]


@pytest.fixture(scope="module")
def used(root: Path) -> set[str]:
    """Settings that some model, macro or test reads; checking its range is no use of a setting."""
    files = [
        path
        for folder in ("models", "macros", "tests/generic", "tests/singular", "seeds")
        for path in (root / folder).rglob("*")
        if path.suffix in {".sql", ".yml"} and path.parent.name != "settings"
    ]
    return {name for path in files for name in VAR.findall(path.read_text(encoding="utf-8"))}


def test_every_setting_has_a_range(root: Path, settings: dict[str, object]) -> None:
    unlike = Variables.model_fields.keys() ^ settings.keys()
    assert not unlike, f"Keep dbt_project.yml and {SCHEMA} alike: {sorted(unlike)}"


def test_every_setting_is_described() -> None:
    silent = [name for name, field in Variables.model_fields.items() if not field.description]
    assert not silent, f"Say in {SCHEMA} what they do: {silent}"


def test_the_configuration_guide_is_what_the_schema_says(root: Path) -> None:
    written = (root / GUIDE).read_text(encoding="utf-8")
    assert written == write_guide(root), (
        "Run: .venv/bin/python scripts/write_configuration_guide.py"
    )


def test_every_setting_does_something(
    root: Path, settings: dict[str, object], used: set[str]
) -> None:
    python = "".join(path.read_text(encoding="utf-8") for path in (root / "scripts").rglob("*.py"))
    idle = [name for name in settings if name not in used and f'"{name}"' not in python]
    assert not idle, f"Nothing reads these; use or remove them: {idle}"


def test_every_setting_that_is_read_exists(settings: dict[str, object], used: set[str]) -> None:
    unknown = used - settings.keys()
    assert not unknown, f"Add to vars in dbt_project.yml and to {SCHEMA}: {unknown}"
