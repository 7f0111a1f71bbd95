"""Packages that only evaluating and fitting need: `evaluation` in pyproject.toml."""

import importlib.util
import tomllib

from sbir_enrichment.evaluation.model_runs import PROJECT


def is_installed(module: str) -> bool:
    """Tell whether a module can be imported."""
    return importlib.util.find_spec(module) is not None


def how_to_install(package: str) -> str:
    """Return the command that installs the version of a package that pyproject.toml pins."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    optional: list[str] = project["project"]["optional-dependencies"]["evaluation"]
    (pinned,) = [pin for pin in optional if pin.startswith(f"{package}==")]
    return f".venv/bin/pip install {pinned}"
