"""What was found as tables of text: for the terminal and for a document alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sbir_enrichment.benchmark_results.measurements import BuildRun
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmarking.figures import (
    ModelFigures,
    Spread,
    figures_of_models,
    spread_of,
)

MIB = 1_048_576
NOTHING = "-"


@dataclass(frozen=True)
class Table:
    """A table, its first column words and the others figures.

    Attributes:
        title: What it is about.
        header: Of each column.
        rows: Each as long as the header.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def whole_builds(results: Sequence[BenchmarkResult]) -> Table:
    """Return the figures of whole builds, a column for each result."""
    lines: dict[str, Callable[[BenchmarkResult], str]] = {
        "recipients": lambda result: f"{_rows(result, 'usaspending.recipient_lookup'):,}",
        "build, s": lambda result: _of_builds(result, lambda run: run.wall_seconds, "{:.1f}"),
        "CPU, s": lambda result: _of_builds(result, lambda run: run.cpu_seconds, "{:.1f}"),
        "peak memory, MiB": lambda result: _of_builds(
            result, lambda run: run.peak_bytes / MIB, "{:,.0f}"
        ),
        "spilled, MiB": lambda result: _of_builds(
            result, lambda run: run.spill_bytes / MIB, "{:,.0f}"
        ),
        "awards per second": lambda result: (
            f"{result.matches.awards / result.median_wall_seconds:,.1f}"
        ),
        "rows scanned": lambda result: f"{sum(w.rows_scanned for w in result.work.values()):,}",
        "match rate": lambda result: f"{result.matches.match_rate:.2%}",
        "precision": lambda result: _share(result.matches.precision),
    }
    lines |= {
        f"accepted by {method}": lambda result, method=method: (  # type: ignore[misc]
            f"{result.matches.by_method.get(method, 0):,}"
        )
        for method in _keys([result.matches.by_method for result in results])
    }
    lines |= {
        f"{status} awards": lambda result, status=status: (  # type: ignore[misc]
            f"{result.matches.by_status.get(status, 0):,}"
        )
        for status in _keys([result.matches.by_status for result in results])
    }
    return Table(
        title="Whole builds: median (lowest to highest)",
        header=("awards", *(f"{result.matches.awards:,}" for result in results)),
        rows=tuple((label, *(cell(result) for result in results)) for label, cell in lines.items()),
    )


def models_of(result: BenchmarkResult, shown: int) -> Table:
    """Return the slowest models of one result, and all others together."""
    models = figures_of_models(result)
    rows = [_model_row(model) for model in models[:shown]]
    if others := models[shown:]:
        seconds = sum(model.seconds.median for model in others)
        rows.append((f"{len(others)} others together", f"{seconds:.2f}", *[""] * 8))
    basis = _keys([{model.memory_basis or "": 0} for model in result.runs[-1].models])
    return Table(
        title=f"Models, the slowest first; memory: {', '.join(filter(None, basis)) or 'unknown'}",
        header=(
            *("model", "s", "lowest to highest", "CPU s", "rows", "rows/s", "peak MiB"),
            *("delta MiB", "rows scanned", "intermediate rows"),
        ),
        rows=tuple(rows),
    )


def models_by_size(results: Sequence[BenchmarkResult], shown: int) -> Table:
    """Return the seconds of the models that are slowest at the largest size, at every size."""
    by_size = [{model.name: model for model in figures_of_models(result)} for result in results]
    slowest = [model.name for model in figures_of_models(results[-1])[:shown]]
    return Table(
        title="Models at each size, s: median (lowest to highest)",
        header=("model", *(f"{result.matches.awards:,} awards" for result in results)),
        rows=tuple(
            (
                name,
                *(_spread(of[name].seconds, "{:.2f}") if name in of else NOTHING for of in by_size),
            )
            for name in slowest
        ),
    )


def _model_row(model: ModelFigures) -> tuple[str, ...]:
    work = model.work
    return (
        model.name,
        f"{model.seconds.median:.2f}",
        f"{model.seconds.lowest:.2f} to {model.seconds.highest:.2f}",
        _median(model.cpu_seconds, 1, "{:.2f}"),
        NOTHING if model.rows is None else f"{model.rows:,}",
        NOTHING if model.rows_per_second is None else f"{model.rows_per_second:,.0f}",
        _median(model.peak_bytes, MIB, "{:,.0f}"),
        _median(model.memory_delta_bytes, MIB, "{:,.1f}"),
        f"{work.rows_scanned:,}" if work else NOTHING,
        f"{work.intermediate_rows:,}" if work else NOTHING,
    )


def _seconds(model: ModelFigures | None) -> str:
    return _spread(model.seconds, "{:.2f}") if model else NOTHING


def _median(spread: Spread | None, unit: float, form: str) -> str:
    return NOTHING if spread is None else form.format(spread.median / unit)


def _of_builds(result: BenchmarkResult, figure: Callable[[BuildRun], float], form: str) -> str:
    spread = spread_of(figure(run) for run in result.runs)
    return NOTHING if spread is None else _spread(spread, form)


def _spread(spread: Spread, form: str) -> str:
    text = form.format(spread.median)
    if spread.lowest == spread.highest:
        return text
    return f"{text} ({form.format(spread.lowest)} to {form.format(spread.highest)})"


def _rows(result: BenchmarkResult, source: str) -> int:
    return sum(each.rows for each in result.conditions.inputs if each.source == source)


def _share(share: float | None) -> str:
    return NOTHING if share is None else f"{share:.2%}"


def _keys(counts: Sequence[dict[str, int]]) -> list[str]:
    return sorted({key for each in counts for key in each})
