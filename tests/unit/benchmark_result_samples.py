"""Benchmark results for tests, made up."""

from sbir_enrichment.benchmark_results.conditions import (
    Conditions,
    Engine,
    Input,
    Machine,
    Revision,
    Sample,
)
from sbir_enrichment.benchmark_results.measurements import BuildRun, Matches, ModelRun, Work
from sbir_enrichment.benchmark_results.result import BenchmarkResult

GB = 10**9


def a_result(  # noqa: PLR0913 (one argument for each thing that a test may be about)
    *,
    run_id: str = "20261122_090000_ab12",
    wall_seconds: tuple[float, ...] = (10.0, 10.2, 9.9),
    model_seconds: tuple[float, ...] | None = None,
    peak_bytes: int = GB,
    accepted: int = 800,
    rows_scanned: int = 5_000,
    input_rows: int = 1_000,
    threads: int = 2,
    processor: str = "Made-up 3000",
    commit: str = "0" * 40,
    model: str = "int_names",
) -> BenchmarkResult:
    """Return the result of a benchmark of one model over 1,000 awards."""
    model_seconds = model_seconds or tuple(seconds / 2 for seconds in wall_seconds)
    runs = tuple(
        BuildRun(
            started_at="2026-11-22T09:00:00+00:00",
            wall_seconds=seconds,
            cpu_seconds=seconds * 1.5,
            peak_bytes=peak_bytes,
            spill_bytes=0,
            models=(
                ModelRun(
                    name=model,
                    status="success",
                    seconds=of_model,
                    rows=900,
                    peak_bytes=peak_bytes,
                    memory_delta_bytes=peak_bytes // 2,
                    memory_basis="sampled",
                    spill_bytes=0,
                ),
            ),
        )
        for seconds, of_model in zip(wall_seconds, model_seconds, strict=True)
    )
    conditions = Conditions(
        machine=Machine(
            processor=processor,
            cores=2,
            memory_bytes=24 * GB,
            system="Linux 6.1 x86_64",
            python="3.11.7",
            packages={"duckdb": "1.5.5"},
        ),
        engine=Engine(target="balanced", threads=threads, memory_limit="4GB", temp_limit="20GB"),
        sample=Sample(origin="generated", awards=1_000, seed=7),
        inputs=(
            Input(source="sbir.award_data", files=1, rows=input_rows, bytes=1, content_hash="a"),
        ),
        settings_hash="b",
        revision=Revision(commit=commit, is_changed=False),
    )
    return BenchmarkResult(
        run_id=run_id,
        started_at="2026-11-22T09:00:00+00:00",
        conditions=conditions,
        warm_up_runs=1,
        runs=runs,
        work={
            model: Work(
                rows_scanned=rows_scanned,
                intermediate_rows=10 * rows_scanned,
                intermediate_bytes=100 * rows_scanned,
                peak_buffer_bytes=GB // 10,
            )
        },
        matches=Matches(
            awards=1_000,
            accepted=accepted,
            by_status={"accepted": accepted, "unmatched": 1_000 - accepted},
            by_method={"uei_exact": accepted},
        ),
    )
