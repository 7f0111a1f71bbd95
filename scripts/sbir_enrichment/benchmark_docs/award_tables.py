"""The tables of the results of `benchmark_enrichment.py`, a size to a column."""

from collections.abc import Callable, Sequence
from statistics import median

from sbir_enrichment.benchmark_docs.growth_tables import growth_lines
from sbir_enrichment.benchmark_docs.markdown_tables import mib, per_second, seconds, share, table
from sbir_enrichment.benchmark_results.measurements import BuildRun
from sbir_enrichment.benchmark_results.result import BenchmarkResult

Results = Sequence[BenchmarkResult]

MODELS_SHOWN = 10
BEYOND = (50_000, 100_000, 500_000)
GIB = 1024**3


def award_lines(results: Results) -> list[str]:
    """Return time, memory, work and matches of each size, and on what they were measured."""
    cells: dict[str, Callable[[BenchmarkResult], str]] = {
        "recipients": lambda result: f"{_rows(result, 'usaspending.recipient_lookup'):,}",
        "build, s": lambda result: _spread(result, lambda run: run.wall_seconds),
        "awards per second": lambda result: per_second(
            result.matches.awards, result.median_wall_seconds
        ),
        "processor, s": lambda result: _spread(result, lambda run: run.cpu_seconds),
        "peak memory, MiB": lambda result: mib(result.median_peak_bytes),
        "spilled, MiB": lambda result: mib(median(run.spill_bytes for run in result.runs)),
        "rows scanned": lambda result: _work(result, "rows_scanned"),
        "intermediate rows": lambda result: _work(result, "intermediate_rows"),
        "match rate": lambda result: share(result.matches.accepted, result.matches.awards),
        "precision": _precision,
    }
    rows = [(label, *(cell(result) for result in results)) for label, cell in cells.items()]
    return [*table(_header(results), rows), "", *_notes(results)]


def method_lines(results: Results) -> list[str]:
    """Return how many awards each method matched."""
    methods = sorted({method for result in results for method in result.matches.by_method})
    rows = [
        (
            f"`{method}`",
            *(
                share(each.matches.by_method.get(method, 0), each.matches.awards)
                for each in results
            ),
        )
        for method in methods
    ]
    return table(_header(results), rows)


def model_lines(results: Results) -> list[str]:
    """Return the models that took longest at the largest size."""
    largest = results[-1]
    times = {
        name: median(
            model.seconds for run in largest.runs for model in run.models if model.name == name
        )
        for name in largest.models
    }
    slowest = sorted(times, key=lambda name: (-times[name], name))[:MODELS_SHOWN]
    last = {model.name: model for model in largest.runs[-1].models}
    rows = []
    for name in slowest:
        model = last.get(name)
        count = model.rows if model else None
        peak = model.peak_bytes if model else None
        rows.append(
            (
                f"`{name}`",
                f"{times[name]:.2f}",
                "-" if count is None else f"{count:,}",
                "-" if count is None or not times[name] else per_second(count, times[name]),
                "-" if peak is None else mib(peak),
            )
        )
    return table(("model", "s", "rows", "rows per second", "peak memory, MiB"), rows)


def award_growth_lines(results: Results) -> list[str]:
    """Return how time follows the number of awards."""
    awards = [result.matches.awards for result in results]
    times = [result.median_wall_seconds for result in results]
    return growth_lines("awards", awards, times, BEYOND, unit=1_000)


def _header(results: Results) -> tuple[str, ...]:
    return ("awards", *(f"{result.matches.awards:,}" for result in results))


def _rows(result: BenchmarkResult, source: str) -> int:
    return sum(each.rows for each in result.conditions.inputs if each.source == source)


def _spread(result: BenchmarkResult, figure: Callable[[BuildRun], float]) -> str:
    values = [figure(run) for run in result.runs]
    return seconds(median(values), min(values), max(values))


def _work(result: BenchmarkResult, name: str) -> str:
    if not result.work:
        return "not counted"
    return f"{sum(getattr(work, name) for work in result.work.values()):,}"


def _precision(result: BenchmarkResult) -> str:
    precision = result.matches.precision
    return "not known" if precision is None else f"{100 * precision:.2f} %"


def _notes(results: Results) -> list[str]:
    """Return under which conditions the results were measured; one line where they are alike."""
    return list(dict.fromkeys(_note(result) for result in results))


def _note(result: BenchmarkResult) -> str:
    conditions, runs = result.conditions, len(result.runs)
    machine, engine = conditions.machine, conditions.engine
    revision = conditions.revision
    commit = "no commit known" if revision is None else f"commit {revision.commit[:12]}"
    changed = ", with changes" if revision is not None and revision.is_changed else ""
    told = f"Median of {runs} builds (lowest to highest)" if runs > 1 else "One build"
    threads = f"{engine.threads} thread{'' if engine.threads == 1 else 's'}"
    return (
        f"- {told} on {machine.processor}, {machine.cores} cores, "
        f"{machine.memory_bytes / GIB:.0f} GiB; DuckDB may use {engine.memory_limit} and "
        f"{threads}; {conditions.sample.origin} data, seed "
        f"{conditions.sample.seed}; {commit}{changed}."
    )
