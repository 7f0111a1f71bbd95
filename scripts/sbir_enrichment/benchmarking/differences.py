"""How a result differs from an earlier one; what that means, the regression check says."""

from collections.abc import Callable, Iterator

from sbir_enrichment.benchmark_results.conditions import Conditions
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmarking.tables import MIB, Table


def difference_table(before: BenchmarkResult, now: BenchmarkResult) -> Table:
    """Return the medians of both and the change between."""
    lines: list[tuple[str, Callable[[BenchmarkResult], float], str]] = [
        ("build, s", lambda result: result.median_wall_seconds, "{:.1f}"),
        ("CPU, s", lambda result: result.median_cpu_seconds, "{:.1f}"),
        ("peak memory, MiB", lambda result: result.median_peak_bytes / MIB, "{:,.0f}"),
        ("rows scanned", _scanned, "{:,.0f}"),
        ("awards", lambda result: result.matches.awards, "{:,}"),
    ]
    rows = [
        (label, form.format(figure(before)), form.format(figure(now)), _change(figure, before, now))
        for label, figure, form in lines
    ]
    old, new = before.matches.match_rate, now.matches.match_rate
    points = f"{100 * (new - old):+.2f} points"
    rows.append(("match rate", f"{old:.2%}", f"{new:.2%}", points))
    return Table(
        title=f"Beside {before.run_id}",
        header=("median", "before", "now", "change"),
        rows=tuple(rows),
    )


def unlike_conditions(before: Conditions, now: Conditions) -> Iterator[str]:
    """Say what was not alike, of all that must be for figures to be comparable."""
    for part in ("machine", "engine", "sample"):
        old, new = getattr(before, part), getattr(now, part)
        for name in type(old).model_fields:
            if getattr(old, name) != getattr(new, name):
                yield f"{part}, {name}: {getattr(old, name)}, now {getattr(new, name)}"
    old_inputs = {each.source: each for each in before.inputs}
    for new_input in now.inputs:
        old_input = old_inputs.get(new_input.source)
        if old_input is None or old_input.content_hash != new_input.content_hash:
            rows = f"{old_input.rows:,} rows" if old_input else "not read"
            yield f"{new_input.source}: {rows}, now {new_input.rows:,} rows of other content"


def _change(
    figure: Callable[[BenchmarkResult], float], before: BenchmarkResult, now: BenchmarkResult
) -> str:
    old, new = figure(before), figure(now)
    return f"{new / old - 1:+.1%}" if old else "-"


def _scanned(result: BenchmarkResult) -> int:
    return sum(work.rows_scanned for work in result.work.values())
