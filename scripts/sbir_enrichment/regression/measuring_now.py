"""Measuring what is to be compared: the code as it is, alone or in turns with another commit."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sbir_enrichment.benchmark_results.conditions import Revision
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmarking.benchmark import run_benchmark
from sbir_enrichment.benchmarking.measured_series import MeasuredSeries
from sbir_enrichment.benchmarking.options import Options
from sbir_enrichment.benchmarking.sized_inputs import SizedInputs
from sbir_enrichment.measuring.machine import describe_revision
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.measuring.stages import Stages
from sbir_enrichment.measuring.work_folders import sole_use
from sbir_enrichment.regression.staleness import why_changed
from sbir_enrichment.regression.worktrees import checked_out


def options_like(baseline: BenchmarkResult, asked: Options, flags_given: Sequence[str]) -> Options:
    """Return how to measure under the conditions of the baseline, save for what flags say.

    Raises:
        CouldNotMeasureError: the baseline was built from files that are not named.
    """
    conditions = baseline.conditions
    if conditions.sample.origin == "given" and asked.given is None:
        raise CouldNotMeasureError(
            "the baseline was built from files of yours: name them with --award-data and "
            "--recipient-lookup, or a result with --current"
        )
    like: dict[str, Any] = {
        "sizes": (conditions.sample.awards,),
        "runs": len(baseline.runs),
        "is_generated": conditions.sample.origin == "generated",
        "seed": conditions.sample.seed,
        "threads": conditions.engine.threads,
        "memory_limit": conditions.engine.memory_limit,
        "temp_limit": conditions.engine.temp_limit,
    }
    return replace(asked, **{name: like[name] for name in like if name not in flags_given})


def measure_alone(options: Options) -> BenchmarkResult:
    """Measure the code as it is.

    Raises:
        MisuseError: there are not so many awards, or another benchmark is at work.
        CouldNotMeasureError: a build failed, or the code was changed meanwhile.
    """
    with _unchanged(options):
        (result,) = run_benchmark(options)
    return result


def measure_in_turns(options: Options, commit: str) -> tuple[BenchmarkResult, BenchmarkResult]:
    """Measure another commit and the code as it is, a build of each in turns: A B B A A B ...

    Both are built from the same inputs, with the packages that are installed. Which comes first
    changes from pair to pair, so that a machine that becomes slower or faster harms neither.

    Args:
        options: How to measure; of one size.
        commit: Full id of the other commit.

    Returns:
        The result of the other commit, and that of the code as it is.

    Raises:
        MisuseError: there are not so many awards, or another benchmark is at work.
        CouldNotMeasureError: one of them cannot be built, or the code was changed meanwhile.
    """
    (size,) = options.sizes
    stages = Stages(total=2 + 2 * options.runs)
    with (
        _unchanged(options),
        sole_use(options.work_folder, "let it end"),
        checked_out(options.project, commit) as base,
    ):
        inputs = SizedInputs(options, stages).of_size(size)
        sides = {
            f"commit {commit[:12]}": MeasuredSeries(
                replace(options, project=base), inputs, size, options.work_folder / "base"
            ),
            "the code as it is": MeasuredSeries(
                options, inputs, size, options.work_folder / "build"
            ),
        }
        for name, series in sides.items():
            with stages.stage(f"{name}: warm-up, in which DuckDB counts its work"):
                _named(name, series.warm_up)
        for number in range(options.runs):
            for name, series in list(sides.items())[:: 1 if number % 2 == 0 else -1]:
                with stages.stage(f"{name}: build {number + 1} of {options.runs}"):
                    _named(name, series.run)
        base_result, result = (series.result() for series in sides.values())
    return base_result, result


@contextmanager
def _unchanged(options: Options) -> Iterator[None]:
    """Raise CouldNotMeasureError if the code changes while it is built again and again."""
    since, described = datetime.now(UTC).isoformat(), describe_revision(options.project)
    yield
    if described is None:
        return
    if changed := why_changed(Revision(**asdict(described)), since, options.project):
        raise CouldNotMeasureError(f"the code changed while it was measured: {changed}")


def _named(name: str, build: Callable[[], object]) -> None:
    try:
        build()
    except CouldNotMeasureError as error:
        raise CouldNotMeasureError(f"{name}: {error}") from error
