"""The settings a benchmark builds with."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from sbir_enrichment.benchmarking.input_sets import InputSet

# Whether a sample passes the gates is not the question here; and what older benchmarks found must
# not be part of the work.
OVERRIDES: Mapping[str, Any] = {
    "min_match_rate": 0,
    "min_completeness": 0,
    "benchmark_results": "",
}
PATHS = (
    "sbir_award_data",
    "usaspending_recipient_lookup",
    "usaspending_prime_awards",
    "benchmark_results",
)


def build_variables(project: Path, inputs: InputSet) -> dict[str, Any]:
    """Return the settings to give to dbt: those that this checkout knows."""
    known = _settings(project)
    return {
        name: value for name, value in ({**inputs.settings, **OVERRIDES}).items() if name in known
    }


def settings_hash(project: Path) -> str:
    """Return the SHA-256 over the settings in force, paths left out."""
    settings = _settings(project)
    settings |= {name: value for name, value in OVERRIDES.items() if name in settings}
    in_force = {name: value for name, value in settings.items() if name not in PATHS}
    return hashlib.sha256(json.dumps(in_force, sort_keys=True).encode()).hexdigest()


def _settings(project: Path) -> dict[str, Any]:
    text = (project / "dbt_project.yml").read_text(encoding="utf-8")
    settings: dict[str, Any] = yaml.safe_load(text)["vars"]
    return settings
