"""The tables of the report of `benchmark_scale.py`, a size to a column."""

from collections.abc import Callable
from operator import attrgetter

from sbir_enrichment.benchmark_docs.growth_tables import MILLION, growth_lines
from sbir_enrichment.benchmark_docs.markdown_tables import mib, per_second, seconds, share, table
from sbir_enrichment.scale_benchmark.figures import SizeFigures
from sbir_enrichment.scale_benchmark.report import Report
from sbir_enrichment.scale_benchmark.tables import notes, to_markdown

BEYOND = (5_000_000, 10_000_000, 20_000_000)


def recipient_lines(report: Report) -> list[str]:
    """Return time and memory of each size, and on what they were measured."""
    cells: dict[str, Callable[[SizeFigures], str]] = {
        "awards": lambda size: f"{size.awards:,}",
        "build, s": lambda size: _spread(size, "build.wall_seconds"),
        "again, same recipients, s": lambda size: _spread(size, "second_build.wall_seconds"),
        "processor, s": lambda size: _spread(size, "build.cpu_seconds"),
        "recipients per second": lambda size: per_second(size.recipients, size.wall_seconds),
        "awards per second": lambda size: per_second(size.awards, size.wall_seconds),
        "peak memory, MiB": lambda size: mib(size.peak_bytes),
        "spilled, MiB": lambda size: mib(
            max(
                cost.peaks.spill_bytes
                for run in size.runs
                for cost in (run.build, run.second_build)
            )
        ),
        "candidate pairs of names": lambda size: f"{size.accuracy.candidate_pairs:,}",
    }
    rows = [(label, *(cell(size) for size in report.sizes)) for label, cell in cells.items()]
    first, *_ = notes(report)
    return [*table(_header(report), rows), "", f"- {first}"]


def method_lines(report: Report) -> list[str]:
    """Return how many awards each method accepted, and how many of them rightly."""
    methods = sorted({each.method for size in report.sizes for each in size.accuracy.methods})
    rows = []
    for method in methods:
        by_size = [
            next((each for each in size.accuracy.methods if each.method == method), None)
            for size in report.sizes
        ]
        accepted = (
            share(each.accepted if each else 0, size.awards)
            for each, size in zip(by_size, report.sizes, strict=True)
        )
        right = (
            share(each.accepted_rightly, each.accepted) if each else "none" for each in by_size
        )
        rows += [(f"`{method}`, of all awards", *accepted), (f"`{method}`, rightly", *right)]
    return table(_header(report), rows)


def recipient_growth_lines(report: Report) -> list[str]:
    """Return how time follows the number of recipients, awards in proportion."""
    sizes = [size.recipients for size in report.sizes]
    times = [size.wall_seconds for size in report.sizes]
    return growth_lines("recipients", sizes, times, BEYOND, unit=MILLION)


def scale_lines(report: Report) -> list[str]:
    """Return the whole table that the benchmark itself writes."""
    return to_markdown(report).rstrip("\n").split("\n")


def _header(report: Report) -> tuple[str, ...]:
    return ("recipients", *(f"{size.recipients:,}" for size in report.sizes))


def _spread(size: SizeFigures, figure: str) -> str:
    spread = size.spread(attrgetter(figure))
    return seconds(spread.median, spread.lowest, spread.highest)
