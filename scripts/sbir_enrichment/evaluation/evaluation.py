"""From a labelled set to the result of its evaluation."""

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from sbir_enrichment.evaluation.approaches import PROJECT, SPLINK, measure_rivals
from sbir_enrichment.evaluation.efforts import Effort
from sbir_enrichment.evaluation.figures import (
    agreement_of,
    calibration_of,
    candidate_recall,
    curve_of,
    slices_of,
)
from sbir_enrichment.evaluation.labelled_sets import LabelledSet, labelled_set_of_queries
from sbir_enrichment.evaluation.mistakes import false_pairs, missed_pairs
from sbir_enrichment.evaluation.model_runs import run_models, settings_in_force
from sbir_enrichment.evaluation.problems import CouldNotMeasureError, UnusableInputError
from sbir_enrichment.evaluation.result import Approach, Evaluation
from sbir_enrichment.evaluation.verdicts import open_verdicts, read_scored_pairs, read_verdicts
from sbir_enrichment.evaluation.warehouse_labels import labelled_set_of_warehouse


@dataclass(frozen=True)
class Request:
    """What to evaluate on, and how.

    Attributes:
        queries: Labelled firms; with `universe`, or else `warehouse` is given.
        universe: The recipients they are to be found among.
        warehouse: A finished build of the project, for labels made of its identifiers.
        approaches: Names of `approaches.ALL`.
        settings: Vars of dbt_project.yml to be set otherwise.
        kept_database: Where to leave the database that was built; nowhere when None.
    """

    queries: Path | None
    universe: Path | None
    warehouse: Path | None
    approaches: tuple[str, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    kept_database: Path | None = None


def evaluate(request: Request) -> Evaluation:
    """Run the models on the labelled set and measure what they decided.

    Raises:
        UnusableInputError: What was given cannot be used.
        CouldNotMeasureError: The models could not be run, or left no verdicts.
    """
    if request.kept_database is not None and request.kept_database.exists():
        raise UnusableInputError(
            f"{request.kept_database} exists and is left alone; --keep-database needs a new file"
        )
    with tempfile.TemporaryDirectory(prefix="sbir_evaluation_") as made:
        folder = Path(made)
        labelled = _labelled_set(request, folder)
        database = (request.kept_database or folder / "evaluation.duckdb").resolve()
        effort = run_models(labelled, database, folder, request.settings)
        try:
            return _measure(request, labelled, database, effort)
        except duckdb.Error as error:
            raise CouldNotMeasureError(f"{database} holds no verdicts to read: {error}") from error


def _labelled_set(request: Request, folder: Path) -> LabelledSet:
    if request.warehouse is not None:
        return labelled_set_of_warehouse(request.warehouse, folder)
    if request.queries is None or request.universe is None:
        raise UnusableInputError("give --queries and --universe, or --from-warehouse")
    return labelled_set_of_queries(request.queries, request.universe, folder)


def _measure(request: Request, labelled: LabelledSet, database: Path, effort: Effort) -> Evaluation:
    with open_verdicts(database, labelled.firms) as connection:
        every_verdict = read_verdicts(connection)
        overall = {firm.number for firm in labelled.firms if firm.is_counted_overall}
        firms = [firm for firm in labelled.firms if firm.number in overall]
        verdicts = [verdict for verdict in every_verdict if verdict.number in overall]
        pairs = [pair for pair in read_scored_pairs(connection) if pair.number in overall]
        positives = sum(not firm.is_withheld for firm in firms)
        own = Approach(
            name=PROJECT,
            label="this project",
            agreement=agreement_of(verdicts, positives),
            seconds=effort.seconds,
            cpu_seconds=effort.cpu_seconds,
        )
        rivals = measure_rivals(request.approaches, connection, verdicts, positives)
        recipients = connection.sql(
            "select count(*) from staging.stg_usaspending__recipients"
        ).fetchall()[0][0]
    judged = list(zip(firms, verdicts, strict=True))
    return Evaluation(
        evaluated_at=datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
        source=labelled.source,
        universe=str(request.universe or request.warehouse),
        settings=settings_in_force(request.settings),
        versions=_versions([approach.name for approach in rivals if approach.agreement]),
        firms=len(firms),
        positives=positives,
        withheld=len(firms) - positives,
        recipients=recipients,
        statuses=dict(sorted(Counter(verdict.match_status for verdict in verdicts).items())),
        approaches=[own, *rivals],
        candidate_recall=candidate_recall(verdicts, positives),
        curve=curve_of(verdicts, positives),
        calibration=calibration_of(pairs),
        slices=slices_of(labelled.firms, every_verdict),
        false_pairs=false_pairs(judged),
        missed_pairs=missed_pairs(judged),
        notes=list(labelled.notes),
    )


def _versions(measured_rivals: list[str]) -> dict[str, str]:
    packages = ["dbt-core", "duckdb", "rapidfuzz"] + [SPLINK] * (SPLINK in measured_rivals)
    return {package: version(package) for package in packages}
