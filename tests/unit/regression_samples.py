"""Benchmark results of several models and many runs for tests of comparisons, made up."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from benchmark_result_samples import a_result

from sbir_enrichment.benchmark_results.measurements import BuildRun, Matches, ModelRun, Work
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.regression.changes import Change
from sbir_enrichment.regression.comparison import Question, compare
from sbir_enrichment.regression.limits import Limits, read_limits
from sbir_enrichment.regression.report import Report

MB = 10**6
START = datetime(2026, 11, 22, 9, tzinfo=UTC)
NOISE = np.array([-0.010, 0.004, 0.012, -0.006, 0.001])
"""What five builds differ by, as a share."""

SECONDS = {"int_names": 4.0, "int_company_matches": 2.0, "stg_sbir__awards": 0.3, "dim_days": 0.02}


def of_models(  # noqa: PLR0913 (one argument for each thing that a test may be about)
    seconds: Mapping[str, Sequence[float] | float] = SECONDS,
    *,
    day: int = 0,
    runs: int = 5,
    times: float = 1.0,
    peak_mb: Sequence[float] | float = 1_000.0,
    model_mb: Mapping[str, float] | None = None,
    accepted: int = 900,
    precision: float | None = None,
    work: Mapping[str, Work] | None = None,
    status: str = "success",
    reused: Sequence[str] = (),
    shuffle: int = 0,
    **conditions: object,
) -> BenchmarkResult:
    """Return the result of a benchmark, on some day after the first one.

    Args:
        seconds: Of each model: of every run, or of all, then with a little noise.
        times: Multiplies all times.
        shuffle: Rotates the noise, so that two results are not the same to the last digit.
        conditions: For `a_result`.
    """
    noise = 1 + np.roll(np.resize(NOISE, runs), shuffle)
    table = {
        name: np.asarray(given) if isinstance(given, Sequence) else given * np.roll(noise, place)
        for place, (name, given) in enumerate(seconds.items())
    }
    peaks = np.asarray(peak_mb) if isinstance(peak_mb, Sequence) else peak_mb * noise
    own_mb = dict.fromkeys(table, 200.0) | dict(model_mb or {})
    builds = tuple(
        BuildRun(
            started_at=(START + timedelta(days=day, minutes=run)).isoformat(),
            wall_seconds=times * (5 + sum(float(column[run]) for column in table.values())),
            cpu_seconds=times * (7 + sum(float(column[run]) for column in table.values())),
            peak_bytes=int(peaks[run] * MB),
            spill_bytes=0,
            models=tuple(
                ModelRun(
                    name=name,
                    status=status,
                    seconds=times * float(column[run]),
                    rows=900,
                    peak_bytes=int(own_mb[name] * noise[run] * MB),
                    memory_delta_bytes=int(own_mb[name] * noise[run] * MB) - 100 * MB,
                    memory_basis="sampled",
                    spill_bytes=0,
                    reused=name in reused,
                )
                for name, column in sorted(table.items())
            ),
        )
        for run in range(runs)
    )
    start = START + timedelta(days=day)
    return a_result(**conditions).model_copy(  # type: ignore[arg-type]
        update={
            "run_id": f"{start:%Y%m%d_%H%M%S}_made",
            "started_at": start.isoformat(),
            "runs": builds,
            "work": {name: some_work() for name in table} if work is None else dict(work),
            "matches": Matches(
                awards=1_000,
                accepted=accepted,
                by_status={"accepted": accepted, "unmatched": 1_000 - accepted},
                by_method={"uei_exact": accepted},
                precision=precision,
            ),
        }
    )


def some_work(scanned: int = 50_000, intermediate: int = 400_000) -> Work:
    """Return counts of the work of one model."""
    return Work(
        rows_scanned=scanned,
        intermediate_rows=intermediate,
        intermediate_bytes=8 * intermediate,
        peak_buffer_bytes=MB,
    )


def limits(**settings: float) -> Limits:
    """Return the project's limits, some set otherwise: `time_failure_percent=30`."""
    return read_limits({f"regression_{name}": value for name, value in settings.items()})


def compared(
    before: BenchmarkResult,
    now: BenchmarkResult,
    past: Sequence[BenchmarkResult] = (),
    *,
    in_turns: bool = False,
    **settings: float,
) -> Report:
    """Compare as the command does."""
    question = Question(
        before=before,
        now=now,
        past=past,
        is_interleaved=in_turns,
        paths={before.run_id: "reports/benchmarks/baseline.json"},
        made_at="2026-12-01T12:00:00+00:00",
    )
    return compare(question, limits(**settings))


def verdicts(report: Report, *wanted: str) -> dict[tuple[str, str, str], str]:
    """Return model, measure and reference of each change that did not pass, and its verdict."""
    return {
        (change.model or "", change.measure, change.against): change.verdict
        for change in report.changes
        if change.verdict != "pass" and (not wanted or change.verdict in wanted)
    }


def change_of(report: Report, model: str | None, measure: str, against: str = "baseline") -> Change:
    """Return one change of a report."""
    (found,) = [
        change
        for change in report.changes
        if (change.model, change.measure, change.against) == (model, measure, against)
    ]
    return found
