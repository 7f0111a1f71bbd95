"""Parts of a report that only retell results: the sides, the past, and what to know of them."""

from collections.abc import Iterator, Mapping, Sequence

from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.regression.changes import Change
from sbir_enrichment.regression.recent import LEAST_RESULTS
from sbir_enrichment.regression.relabelling import least_chance, least_chance_of_pairs
from sbir_enrichment.regression.repeated import MOST_CHANCE
from sbir_enrichment.regression.report import PastFigures, Side


def side_of(result: BenchmarkResult, paths: Mapping[str, str]) -> Side:
    """Return what is told of one side of a comparison."""
    return Side(
        run_id=result.run_id,
        started_at=result.started_at,
        path=paths.get(result.run_id),
        revision=result.conditions.revision,
        runs=len(result.runs),
        pinned=result.pinned,
    )


def past_figures(
    results: Sequence[BenchmarkResult], before: BenchmarkResult, now: BenchmarkResult
) -> tuple[PastFigures, ...]:
    """Return the figures of the whole build for each result, in the order given."""
    return tuple(
        PastFigures(
            run_id=result.run_id,
            started_at=result.started_at,
            commit=result.conditions.revision.commit if result.conditions.revision else None,
            seconds=tuple(run.wall_seconds for run in result.runs),
            peak_bytes=tuple(run.peak_bytes for run in result.runs),
            match_rate=result.matches.match_rate,
            is_current=result.run_id == now.run_id,
            is_baseline=result.run_id == before.run_id,
        )
        for result in results
    )


def notes_on(
    before: BenchmarkResult, now: BenchmarkResult, is_interleaved: bool, past: int
) -> Iterator[str]:
    """Yield what must be known to weigh the verdicts."""
    if before.run_id == now.run_id:
        yield "This is the baseline held against itself, which says nothing of any change."
    old, new = len(before.runs), len(now.runs)
    least = least_chance_of_pairs(new) if is_interleaved else least_chance(old, new)
    if least > MOST_CHANCE:
        yield (
            f"{old} and {new} runs are too few to tell changes of time and memory from noise; "
            "only work and matches are judged. Five runs a side are enough."
        )
    if before.conditions.settings_hash != now.conditions.settings_hash:
        yield "Settings differ between the two; their effect counts as a change."
    if not before.work or not now.work:
        yield "Work was not compared: a result has no counts of DuckDB."
    if not is_interleaved and past < LEAST_RESULTS:
        yield (
            f"Earlier results of these conditions: {past}. With {LEAST_RESULTS} the "
            "judgement also knows how much results differ from one day to the next."
        )


def advice_on(changes: Sequence[Change], before: BenchmarkResult) -> Iterator[str]:
    """Yield how to make sure of a change of time or memory that may be the machine's doing."""
    doubtful = any(
        change.layer in ("time", "memory")
        and change.against == "baseline"
        and change.verdict in ("warning", "failure")
        for change in changes
    )
    revision = before.conditions.revision
    if doubtful and revision and not revision.is_changed:
        yield (
            "The two were not measured in turns: was the machine as idle both times? To be sure: "
            f"python scripts/detect_performance_regression.py --base-ref {revision.commit[:12]}"
        )
