"""The figures of repeated runs, one column each: of the whole build and of every model."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from sbir_enrichment.benchmark_results.measurements import ModelRun
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.regression.changes import Measure

LEAST_SECONDS, LEAST_BYTES = 0.001, 1_000_000
"""Smaller figures count as these: a ratio of nearly nothing to nothing says nothing."""


@dataclass(frozen=True, order=True)
class Key:
    """What a column is of; the whole build has no model and comes first."""

    model: str
    measure: Measure


@dataclass(frozen=True)
class Column:
    """One figure in every run, in the order of the runs.

    Attributes:
        kind: Only columns of one kind can be compared: how memory was looked at, or that a table
            was built and not kept from before.
    """

    values: tuple[float, ...]
    kind: str

    @property
    def median(self) -> float:
        """The median of the runs."""
        return median(self.values)


def time_columns(result: BenchmarkResult) -> dict[Key, Column]:
    """Return the seconds by the clock and of processors, the latter of models where known."""
    columns = {
        Key("", "time"): _seconds(run.wall_seconds for run in result.runs),
        Key("", "processor time"): _seconds(run.cpu_seconds for run in result.runs),
    }
    for name, runs in _by_model(result).items():
        columns[Key(name, "time")] = _seconds((run.seconds for run in runs), _kind(runs))
        used = [run.cpu_seconds for run in runs if run.cpu_seconds is not None]
        if len(used) == len(runs):
            columns[Key(name, "processor time")] = _seconds(iter(used), _kind(runs))
    return columns


def memory_columns(result: BenchmarkResult) -> dict[Key, Column]:
    """Return the peaks of memory in bytes: of the build's processes, and while each model ran."""
    columns = {Key("", "memory"): _bytes(run.peak_bytes for run in result.runs)}
    for name, runs in _by_model(result).items():
        peaks = [run.peak_bytes for run in runs if run.peak_bytes is not None]
        if len(peaks) == len(runs):
            kind = ", ".join((_kind(runs), *sorted({run.memory_basis or "" for run in runs})))
            columns[Key(name, "memory")] = _bytes(iter(peaks), kind)
    return columns


def own_growth(result: BenchmarkResult) -> dict[str, float]:
    """Return the median bytes by which memory rose during each model, where that was measured."""
    return {
        name: median(run.memory_delta_bytes or 0 for run in runs)
        for name, runs in _by_model(result).items()
        if all(run.memory_delta_bytes is not None for run in runs)
    }


def _by_model(result: BenchmarkResult) -> dict[str, list[ModelRun]]:
    """Return the runs of every model that succeeded in all builds."""
    found: dict[str, list[ModelRun]] = {}
    for build in result.runs:
        for model in build.models:
            if model.status == "success":
                found.setdefault(model.name, []).append(model)
    return {name: runs for name, runs in found.items() if len(runs) == len(result.runs)}


def _kind(runs: list[ModelRun]) -> str:
    kinds = {"kept from an earlier build" if run.reused else "built" for run in runs}
    return " or ".join(sorted(kinds))


def _seconds(values: Iterator[float], kind: str = "built") -> Column:
    return Column(tuple(max(value, LEAST_SECONDS) for value in values), kind)


def _bytes(values: Iterator[int], kind: str = "built") -> Column:
    return Column(tuple(float(max(value, LEAST_BYTES)) for value in values), kind)
