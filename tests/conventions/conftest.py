"""What the convention tests look at: the project's files, and the manifest dbt makes of them."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def manifest(run_dbt, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The manifest of a `dbt parse`, which needs neither data nor a database."""
    folder = tmp_path_factory.mktemp("parsed")
    run_dbt("parse", database=folder / "sbir.duckdb")
    return json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def models(manifest: dict) -> dict[str, dict]:
    """Every model by its name."""
    nodes = manifest["nodes"].values()
    return {node["name"]: node for node in nodes if node["resource_type"] == "model"}


@pytest.fixture(scope="session")
def marts(models: dict[str, dict]) -> dict[str, dict]:
    return {name: node for name, node in models.items() if node["path"].startswith("marts/")}
