"""Medians and ranges over the timed builds of a result."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from sbir_enrichment.benchmark_results.measurements import ModelRun, Work
from sbir_enrichment.benchmark_results.result import BenchmarkResult


@dataclass(frozen=True)
class Spread:
    """The median of a figure over the builds, the lowest and the highest."""

    median: float
    lowest: float
    highest: float


@dataclass(frozen=True)
class ModelFigures:
    """What one model took over all timed builds. None is said where nothing was measured.

    Attributes:
        name: Name of the model.
        seconds: Time by the clock.
        cpu_seconds: Processor time.
        rows: Rows of its table, as the last build left it.
        rows_per_second: Rows by the median time.
        peak_bytes: The most memory while it ran.
        memory_delta_bytes: The same less the memory at its start.
        spill_bytes: The most spilled data that was seen while it ran.
        work: What DuckDB counted.
    """

    name: str
    seconds: Spread
    cpu_seconds: Spread | None
    rows: int | None
    rows_per_second: float | None
    peak_bytes: Spread | None
    memory_delta_bytes: Spread | None
    spill_bytes: Spread | None
    work: Work | None


def spread_of(values: Iterable[float | None]) -> Spread | None:
    """Return median, lowest and highest of what was measured; None if nothing was."""
    known = [value for value in values if value is not None]
    return Spread(median(known), min(known), max(known)) if known else None


def figures_of_models(result: BenchmarkResult) -> list[ModelFigures]:
    """Return the figures of every model, the slowest first."""
    of_model: dict[str, list[ModelRun]] = {}
    for run in result.runs:
        for model in run.models:
            of_model.setdefault(model.name, []).append(model)
    figures = [_figures(name, runs, result.work.get(name)) for name, runs in of_model.items()]
    return sorted(figures, key=lambda model: (-model.seconds.median, model.name))


def _figures(name: str, runs: list[ModelRun], work: Work | None) -> ModelFigures:
    seconds = spread_of(run.seconds for run in runs)
    assert seconds is not None  # noqa: S101 (every run has its time)
    rows = runs[-1].rows
    return ModelFigures(
        name=name,
        seconds=seconds,
        cpu_seconds=spread_of(run.cpu_seconds for run in runs),
        rows=rows,
        rows_per_second=rows / seconds.median if rows is not None and seconds.median else None,
        peak_bytes=spread_of(run.peak_bytes for run in runs),
        memory_delta_bytes=spread_of(run.memory_delta_bytes for run in runs),
        spill_bytes=spread_of(run.spill_bytes for run in runs),
        work=work,
    )
