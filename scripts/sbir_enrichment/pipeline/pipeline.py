"""One run of the pipeline, from the look before it to the record after it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from sbir_enrichment.pipeline.attempts import is_transient, seconds_to_wait
from sbir_enrichment.pipeline.dbt_commands import DbtCommands, Outcome
from sbir_enrichment.pipeline.fingerprint import take_fingerprint
from sbir_enrichment.pipeline.following import Follower
from sbir_enrichment.pipeline.ledger import LedgerWriter, ledger_path
from sbir_enrichment.pipeline.preflight import Preflight, look_over
from sbir_enrichment.pipeline.problems import PreflightError, TransientError
from sbir_enrichment.pipeline.progress import RunProgress
from sbir_enrichment.pipeline.remaining import nodes_of_build, remaining_nodes
from sbir_enrichment.pipeline.resuming import Beginning, begin
from sbir_enrichment.pipeline.sources import read_sources
from sbir_enrichment.settings.effective import EffectiveSettings

WORDS_OF_FAILURE = 400


@dataclass(frozen=True)
class Run:
    """What is asked for.

    Attributes:
        project: The folder of the project.
        settings: All settings in force.
        resume: Whether to keep what an earlier run finished.
        docs: Whether dbt's docs are written too.
        console: Where it is shown.
    """

    project: Path
    settings: EffectiveSettings
    resume: bool
    docs: bool
    console: Console

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return Path(self.engine["SBIR_DUCKDB_PATH"])

    @property
    def engine(self) -> Mapping[str, str]:
        """Engine settings by their names in the environment."""
        return {one.name: str(one.value) for one in self.settings.engine}

    @property
    def variables(self) -> dict[str, object]:
        """All vars by their names."""
        return {one.name: one.value for one in self.settings.variables}


@dataclass(frozen=True)
class RunResult:
    """How a run ended.

    Attributes:
        succeeded: Whether the marts are published, now or by the run before.
        problems: One line for each thing that went wrong.
        attempts: How often dbt was started.
        resumed_nodes: Nodes kept of an earlier run.
        run_nodes: Nodes that were to be run.
        preflight: What was found before; None where the look did not come to its end.
        degraded: What was said whenever dbt went on with less than was planned.
    """

    succeeded: bool
    problems: tuple[str, ...]
    attempts: int
    resumed_nodes: int
    run_nodes: int
    preflight: Preflight | None
    degraded: tuple[str, ...] = ()


def run_pipeline(run: Run) -> RunResult:
    """Look over, build, publish; try again where what failed may be gone in a while.

    Raises:
        PreflightError: the run would fail, so it was not begun.
    """
    attempts = int(str(run.variables["retry_attempts"])) + 1
    wait = float(str(run.variables["retry_wait_seconds"]))
    resume = run.resume
    dbt = DbtCommands(run.project, run.settings.target_to_give(), run.settings.vars_to_give())
    for attempt in range(1, attempts + 1):
        try:
            result = _attempt(run, dbt, resume, attempt)
        except TransientError as error:
            if attempt == attempts:
                raise PreflightError(str(error)) from error
            problems: tuple[str, ...] = (str(error),)
        else:
            if result.succeeded and run.docs:
                return _with_docs(result, dbt)
            if result.succeeded or not is_transient(result.problems) or attempt == attempts:
                return result
            problems, resume = result.problems, True
        seconds = seconds_to_wait(attempt, wait)
        for problem in problems:
            run.console.print(problem, markup=False)
        run.console.print(f"Trying again in {seconds:g} s, attempt {attempt + 1} of {attempts}.")
        time.sleep(seconds)
    raise AssertionError("every attempt returns or raises")


def _attempt(run: Run, dbt: DbtCommands, resume: bool, attempt: int) -> RunResult:
    sources = read_sources(run.variables)
    preflight = look_over(sources, run.database, run.engine["SBIR_MEMORY_LIMIT"])
    fingerprint = take_fingerprint(run.project, sources, run.variables)
    beginning = begin(run.database, fingerprint, resume)
    if beginning.why:
        run.console.print(beginning.why)
    if beginning.is_complete:
        done = len(beginning.ledger.finished)
        return RunResult(True, (), 0, resumed_nodes=done, run_nodes=0, preflight=preflight)
    with LedgerWriter(ledger_path(run.database), beginning.ledger) as ledger:
        outcome, kept, ran, degraded = _build(run, dbt, beginning, ledger)
        if outcome.succeeded:
            ledger.publish()
    problems = [f"{node}: {_short(said)}" for node, said in sorted(outcome.failures.items())]
    if outcome.error and not problems:
        problems = [_short(outcome.error)]
    return RunResult(outcome.succeeded, tuple(problems), attempt, kept, ran, preflight, degraded)


def _build(
    run: Run, dbt: DbtCommands, beginning: Beginning, ledger: LedgerWriter
) -> tuple[Outcome, int, int, tuple[str, ...]]:
    parsed = dbt.parse()
    if dbt.manifest is None:
        return parsed, 0, 0, ()
    everything = nodes_of_build(dbt.manifest)
    nodes = remaining_nodes(dbt.manifest, beginning.ledger.finished)
    picked = ["--exclude-resource-type", "unit_test"]
    if beginning.ledger.finished:
        names = [node.name for node in nodes]
        picked = ["--indirect-selection", "empty", "--select", *names]
    threads = int(run.engine["SBIR_THREADS"])
    with RunProgress(run.console, len(nodes), beginning.expected_seconds, threads) as progress:
        follower = Follower(ledger, progress)
        outcome = dbt.run("build", *picked, listener=follower)
    return outcome, len(everything) - len(nodes), len(nodes), tuple(follower.degraded)


def _with_docs(result: RunResult, dbt: DbtCommands) -> RunResult:
    """Write dbt's docs here, where the project is parsed: another process would parse it again."""
    outcome = dbt.run("docs", "generate", "--static", "--no-compile")
    if outcome.succeeded:
        return result
    why = _short(outcome.error) or "dbt docs generate failed"
    problem = f"the marts are published, dbt's docs are not written: {why}"
    return replace(result, succeeded=False, problems=(problem,))


def _short(said: str) -> str:
    return " ".join(said.split())[:WORDS_OF_FAILURE]
