"""What each model of a build took, put together from dbt's words, the notes and the looks."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
from pydantic import BaseModel, ConfigDict

from sbir_enrichment.benchmark_results.measurements import MemoryBasis, ModelRun, Work
from sbir_enrichment.measured_builds.artifacts import Artifacts
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.measuring.sampling import Look


class Note(BaseModel):
    """What `metered_dbt.py` noted of one model; times are of `time.monotonic`, memory in bytes.

    Attributes:
        high_water: The kernel's peak since the start of the model; None where it was not reset.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    unique_id: str
    started: float
    ended: float
    cpu_seconds: float
    resident_before: int | None
    resident_after: int | None
    high_water: int | None


class Notes(BaseModel):
    """Everything that `metered_dbt.py` wrote of one build."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    models: tuple[Note, ...]
    high_water_bytes: int
    work: dict[str, Work]


def model_runs(
    artifacts: Artifacts, notes: Notes, looks: Sequence[Look], database: Path, is_alone: bool
) -> tuple[ModelRun, ...]:
    """Return what every model of a build took, in the order of their names.

    Args:
        artifacts: What dbt says.
        notes: What was noted in dbt's process.
        looks: What was seen of the process tree from outside.
        database: What was built.
        is_alone: Whether one model ran at a time, so that what was measured is its own.

    Raises:
        CouldNotMeasureError: the rows of the tables cannot be counted.
    """
    noted = {note.unique_id: note for note in notes.models}
    built = [result.node for result in artifacts.results if result.status == "success"]
    rows = _count_rows(database, {node: artifacts.relations[node] for node in built})
    runs = [
        ModelRun(
            name=artifacts.names[result.node],
            status=result.status,
            seconds=result.seconds,
            rows=rows.get(result.node),
            reused=result.is_reused,
            **(_measured(noted[result.node], looks, is_alone) if result.node in noted else {}),
        )
        for result in artifacts.results
    ]
    return tuple(sorted(runs, key=lambda run: run.name))


def _measured(note: Note, looks: Sequence[Look], is_alone: bool) -> dict[str, Any]:
    """Return the fields of a ModelRun that come of the notes and the looks."""
    during = [look for look in looks if note.started <= look.at <= note.ended]
    basis: MemoryBasis = "sampled"
    resident = [bytes_ for bytes_ in (note.resident_before, note.resident_after) if bytes_]
    peak = max([look.rss_bytes for look in during] + resident, default=None)
    if note.high_water is not None:  # the kernel counts in batches: never below what was seen
        basis, peak = "high water", max([note.high_water, *resident])
    before = note.resident_before
    return {
        "cpu_seconds": note.cpu_seconds if is_alone else None,
        "peak_bytes": peak,
        "memory_delta_bytes": peak - before if peak is not None and before is not None else None,
        "memory_basis": basis if peak is not None else None,
        # Between two looks nobody knows what was spilled.
        "spill_bytes": max((look.spill_bytes for look in during), default=None),
    }


def _count_rows(database: Path, relations: Mapping[str, tuple[str, str]]) -> dict[str, int]:
    counts = [
        f"""select '{node}', count(*) from "{schema}"."{table}\""""
        for node, (schema, table) in relations.items()
    ]
    if not counts:
        return {}
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            return dict(connection.sql(" union all ".join(counts)).fetchall())
    except duckdb.Error as error:
        raise CouldNotMeasureError(f"rows cannot be counted in {database}: {error}") from error
