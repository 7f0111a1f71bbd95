"""One checkout and one set of inputs, built again and again."""

import secrets
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sbir_enrichment.benchmark_results.conditions import (
    Conditions,
    Engine,
    Machine,
    Revision,
    Sample,
)
from sbir_enrichment.benchmark_results.measurements import BuildRun, Work
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmarking.input_sets import InputSet
from sbir_enrichment.benchmarking.options import Options
from sbir_enrichment.benchmarking.overheads import Overhead, Pair, overhead_of
from sbir_enrichment.benchmarking.project_settings import build_variables, settings_hash
from sbir_enrichment.measured_builds.builds import Build, measure_build, run_plain_build
from sbir_enrichment.measured_builds.outcomes import Outcome, read_outcome
from sbir_enrichment.measuring.machine import describe_machine, describe_revision
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.measuring.work_folders import empty_folder


class MeasuredSeries:
    """Builds of one checkout from one set of inputs: first the warm-up, then as many as wanted.

    Two series can be run in turns, to compare two checkouts on a machine whose speed changes.

    Args:
        options: What is asked for; its sizes and number of runs are not looked at.
        inputs: What to build from.
        size: Awards asked for; None for all there are.
        folder: For this series alone; emptied first.
    """

    def __init__(self, options: Options, inputs: InputSet, size: int | None, folder: Path) -> None:
        self._started = datetime.now(UTC)
        self._options = options
        self._inputs = inputs
        self._size = size
        self._build = Build(
            project=options.project,
            folder=empty_folder(folder),
            variables=build_variables(options.project, inputs),
            threads=options.threads,
            memory_limit=options.memory_limit,
            temp_limit=options.temp_limit,
        )
        self._runs: list[BuildRun] = []
        self._pairs: list[Pair] = []
        self._work: dict[str, Work] = {}
        self._outcome: Outcome | None = None

    def warm_up(self) -> None:
        """Build once with DuckDB counting the work: files are then in memory, the project parsed.

        Raises:
            CouldNotMeasureError: the build failed.
        """
        self._work = measure_build(self._build, count_work=True).work
        self._outcome = self._read_outcome()

    def run(self) -> BuildRun:
        """Build once, timed, after the warm-up.

        Raises:
            CouldNotMeasureError: the build failed, or decided otherwise than the ones before.
        """
        run = measure_build(self._build).run
        if self._read_outcome() != self._outcome:
            raise CouldNotMeasureError(
                "two builds of the same inputs did not decide the same; run `make test`"
            )
        self._runs.append(run)
        return run

    def run_beside_a_plain_build(self) -> BuildRun:
        """Build twice, once measured and once not, in turns the one or the other first.

        Raises:
            CouldNotMeasureError: as `run`.
        """
        is_plain_first = len(self._pairs) % 2 == 0
        plain = run_plain_build(self._build) if is_plain_first else None
        watched_since = time.process_time()
        measured = self.run()
        watching = time.process_time() - watched_since
        plain = plain or run_plain_build(self._build)
        self._pairs.append(
            Pair(
                plain_seconds=plain.wall_seconds,
                measured_seconds=measured.wall_seconds,
                plain_cpu_seconds=plain.cpu_seconds,
                measured_cpu_seconds=measured.cpu_seconds + watching,
            )
        )
        return measured

    def overhead(self) -> Overhead | None:
        """Return what measuring added; None where nothing was built beside."""
        return overhead_of(self._pairs) if self._pairs else None

    def result(self) -> BenchmarkResult:
        """Return everything found so far, after the warm-up and at least one run."""
        assert self._outcome and self._runs  # noqa: S101 (a mistake of the caller)
        overhead = self.overhead()
        return BenchmarkResult(
            run_id=f"{self._started:%Y%m%d_%H%M%S}_{secrets.token_hex(2)}",
            started_at=self._started.isoformat(timespec="seconds"),
            conditions=self._conditions(self._outcome),
            warm_up_runs=1,
            runs=tuple(self._runs),
            work=self._work,
            matches=self._outcome.matches,
            overhead_share=overhead.wall_share if overhead else None,
            overhead_cpu_share=overhead.cpu_share if overhead else None,
        )

    def _read_outcome(self) -> Outcome:
        return read_outcome(self._build.database, self._inputs.truth)

    def _conditions(self, outcome: Outcome) -> Conditions:
        revision = describe_revision(self._build.project)
        return Conditions(
            machine=Machine(**asdict(describe_machine())),
            engine=Engine(
                target=self._build.target,
                threads=self._build.threads,
                memory_limit=self._build.memory_limit,
                temp_limit=self._build.temp_limit,
            ),
            sample=Sample(origin=self._inputs.origin, awards=self._size, seed=self._options.seed),
            inputs=outcome.inputs,
            settings_hash=settings_hash(self._build.project),
            revision=Revision(**asdict(revision)) if revision else None,
        )
