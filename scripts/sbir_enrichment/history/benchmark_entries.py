"""Results of `benchmark_enrichment.py` as entries of the history."""

import re
from pathlib import Path
from statistics import median

from sbir_enrichment.benchmark_results.conditions import Conditions
from sbir_enrichment.benchmark_results.files import UnreadableResultError, parse_result
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.history.entries import Entry, flatten, parse_time
from sbir_enrichment.history.problems import UnreadableEntryError

GIB = 1024**3
HASH = 16
"""So many letters of a hash tell contents apart, and people can read them."""


def read_benchmark(content: bytes, path: Path) -> Entry:
    """Read a result of a benchmark.

    Raises:
        UnreadableEntryError: it is none; the message names `path`.
    """
    try:
        result = parse_result(content, path)
    except UnreadableResultError as error:
        raise UnreadableEntryError(str(error)) from error
    entry = Entry(
        kind="benchmark",
        run_id=result.run_id,
        key=_key(result),
        started_at=parse_time(result.started_at, path),
        conditions=_conditions(result.conditions),
        label=_label(result),
        settings=result.conditions.settings_hash,
        figures=_figures(result),
        models=_models(result),
    )
    entry.check(path)
    return entry


def _key(result: BenchmarkResult) -> str:
    """Return the run id; a pinned baseline is a file of its own, with the same run in it."""
    if result.pinned is None:
        return result.run_id
    return f"{result.run_id}_pinned_{re.sub(r'[^0-9]', '', result.pinned.at)}"


def _conditions(conditions: Conditions) -> dict[str, str]:
    """Return what detect_performance_regression.py wants alike too: all but settings and commit."""
    machine = conditions.machine.model_dump()
    # What a kernel leaves of the same memory differs a little from one start to the next.
    machine["memory_gib"] = round(machine.pop("memory_bytes") / GIB)
    return flatten(
        {
            "machine": machine,
            "engine": conditions.engine.model_dump(),
            "sample": conditions.sample.model_dump(),
            "input": {
                source.source: {"rows": source.rows, "content": source.content_hash[:HASH]}
                for source in conditions.inputs
            },
        }
    )


def _label(result: BenchmarkResult) -> str:
    conditions, engine = result.conditions, result.conditions.engine
    machine = conditions.machine
    origin = {"sample": "the bundled sample", "given": "given files", "generated": "generated data"}
    data = origin.get(conditions.sample.origin, conditions.sample.origin)
    threads = f"{engine.threads} thread{'' if engine.threads == 1 else 's'}"
    return (
        f"{result.matches.awards:,} awards of {data} on {machine.processor}, {machine.cores} "
        f"cores, {machine.memory_bytes / GIB:.0f} GiB; {threads}, {engine.memory_limit}"
    )


def _figures(result: BenchmarkResult) -> dict[str, float]:
    figures: dict[str, float] = {
        "wall_seconds": result.median_wall_seconds,
        "cpu_seconds": median(run.cpu_seconds for run in result.runs),
        "peak_bytes": result.median_peak_bytes,
        "spill_bytes": median(run.spill_bytes for run in result.runs),
        "match_rate": result.matches.match_rate,
    }
    if result.work:
        counts = result.work.values()
        figures["rows_scanned"] = sum(work.rows_scanned for work in counts)
        figures["intermediate_rows"] = sum(work.intermediate_rows for work in counts)
    if result.matches.precision is not None:
        figures["precision"] = result.matches.precision
    return figures


def _models(result: BenchmarkResult) -> dict[str, float]:
    seconds: dict[str, list[float]] = {}
    for run in result.runs:
        for model in run.models:
            # A table that was kept took no time that says anything of its model.
            if model.status == "success" and not model.reused:
                seconds.setdefault(model.name, []).append(model.seconds)
    return {name: median(times) for name, times in sorted(seconds.items())}
