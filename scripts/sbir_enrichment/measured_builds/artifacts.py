"""What dbt wrote of a build, read with dbt-artifacts-parser."""

import json
from dataclasses import dataclass
from pathlib import Path

from dbt_artifacts_parser.parser import parse_manifest, parse_run_results

from sbir_enrichment.measuring.problems import CouldNotMeasureError

REUSED = "REUSED"
"""How the message of a model begins whose table was kept from an earlier build."""


@dataclass(frozen=True)
class ModelResult:
    """What dbt says of one model.

    Attributes:
        node: Its id, `model.sbir_enrichment.int_names`.
        status: success, error, skipped, ...
        seconds: Time by the clock.
        is_reused: Whether its table was kept from an earlier build.
    """

    node: str
    status: str
    seconds: float
    is_reused: bool


@dataclass(frozen=True)
class Artifacts:
    """What dbt says of one build.

    Attributes:
        results: Of each model that was to be built.
        names: Of every model of the project, by its id.
        relations: Schema and table of every model, by its id.
        python_models: Ids of the models written in Python.
    """

    results: tuple[ModelResult, ...]
    names: dict[str, str]
    relations: dict[str, tuple[str, str]]
    python_models: frozenset[str]


def read_artifacts(folder: Path) -> Artifacts:
    """Read run_results.json and manifest.json of a folder.

    Raises:
        CouldNotMeasureError: one is missing, or of a dbt that the parser does not know.
    """
    try:
        run_results = parse_run_results(_json(folder / "run_results.json"))
        manifest = parse_manifest(_json(folder / "manifest.json"))
    except (OSError, ValueError) as error:
        raise CouldNotMeasureError(
            f"dbt's artifacts in {folder} cannot be read: {error}"
        ) from error
    models = {
        node_id: node
        for node_id, node in (manifest.nodes or {}).items()
        if node_id.startswith("model.")
    }
    return Artifacts(
        results=tuple(
            ModelResult(
                node=result.unique_id,
                status=result.status.value,
                seconds=result.execution_time,
                is_reused=(result.message or "").startswith(REUSED),
            )
            for result in run_results.results
            if result.unique_id in models
        ),
        names={node_id: node.name for node_id, node in models.items()},
        relations={node_id: (node.schema_, node.alias) for node_id, node in models.items()},
        python_models=frozenset(
            node_id for node_id, node in models.items() if node.language == "python"
        ),
    )


def _json(path: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return content
