"""The command line of a run, and what is said at its end."""

import argparse
import os
import shlex
import time
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from rich.console import Console

from sbir_enrichment.alerts.limits import Limits
from sbir_enrichment.alerts.telling import Audience, tell_operators
from sbir_enrichment.measuring.sampling import TreeSampler
from sbir_enrichment.pipeline.pipeline import Run, RunResult, run_pipeline
from sbir_enrichment.pipeline.problems import PreflightError
from sbir_enrichment.pipeline.run_record import RUNS, Override, RunOutcome, RunRecord, write_record
from sbir_enrichment.settings.effective import EffectiveSettings, Request, effective_settings
from sbir_enrichment.settings.hidden import HIDDEN, shown
from sbir_enrichment.settings.project_file import read_yaml

FOUND_A_FAILURE, COULD_NOT_MEASURE = 1, 3
SAMPLE_SECONDS = 0.5

OVERALL = """
    select matched_awards, awards, match_rate, built_at
    from marts.fct_match_quality
    where dimension = 'overall'
"""


def build_parser(description: str | None) -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--resume", action="store_true", help="keep what an earlier run finished")
    parser.add_argument(
        "--docs", action="store_true", help="write dbt's docs too: static_index.html"
    )
    parser.add_argument("--preset", help="a file of profiles/presets, without its ending")
    parser.add_argument("--target", help="a target of profiles/profiles.yml")
    parser.add_argument("--vars", default="{}", help="settings, as dbt is given them")
    return parser


def run_command(project: Path, options: argparse.Namespace, console: Console) -> int:
    """Run the pipeline, write its record, say how it ended; return the exit code.

    Raises:
        SettingsError: a setting cannot be used.
        OSError: the record cannot be written.
    """
    request = Request(project, read_yaml(options.vars, "--vars"), options.target, options.preset)
    settings = effective_settings(request, os.environ)
    started_at, started = datetime.now(UTC), time.perf_counter()
    database = Path(
        next(str(one.value) for one in settings.engine if one.name == "SBIR_DUCKDB_PATH")
    )
    with chdir(project):
        with TreeSampler(os.getpid(), Path(f"{database}.tmp"), SAMPLE_SECONDS) as sampler:
            try:
                result = run_pipeline(Run(project, settings, options.resume, options.docs, console))
            except PreflightError as refused:
                result = RunResult(False, tuple(str(refused).splitlines()), 0, 0, 0, None)
        peaks = sampler.peaks
        preflight = result.preflight
        record = RunRecord(
            started_at=started_at.isoformat(),
            seconds=time.perf_counter() - started,
            outcome=_outcome(result),
            problems=result.problems,
            attempts=result.attempts,
            resumed_nodes=result.resumed_nodes,
            run_nodes=result.run_nodes,
            peak_bytes=peaks.rss_bytes,
            spill_bytes=peaks.spill_bytes,
            degraded=result.degraded,
            input_bytes=preflight.input_bytes if preflight else 0,
            estimated_memory_bytes=preflight.needs.memory if preflight else 0,
            overrides=tuple(overrides_of(settings)),
        )
        path = write_record(record, RUNS)
        _say_end(console, record, database, path, resume_command(options))
        variables = {one.name: one.value for one in settings.variables}
        audience = Audience(
            limits=Limits.model_validate(variables["alert_limits"]),
            webhook=str(variables["alert_webhook"]),
            folder=project,
            say=lambda line: console.print(line, markup=False),
        )
        inputs = preflight.files if preflight else ()
        tell_operators(record, path.stem, database, inputs, audience)
    if record.outcome == "refused":
        return COULD_NOT_MEASURE
    return 0 if result.succeeded else FOUND_A_FAILURE


def _outcome(result: RunResult) -> RunOutcome:
    if result.succeeded:
        return "published" if result.run_nodes else "nothing to do"
    return "failed" if result.attempts else "refused"


def overrides_of(settings: EffectiveSettings) -> list[Override]:
    """Return every setting that does not have the value of its file, tokens left out."""
    return [
        Override(
            name=one.name,
            value=str(shown(one.name, one.value)),
            origin=one.origin,
            instead_of="hidden" if one.name in HIDDEN else one.overridden,
        )
        for one in (*settings.engine, *settings.variables)
        if one.overridden
    ]


def resume_command(options: argparse.Namespace) -> str:
    """Return the command that goes on with a run: without its settings it would be another."""
    words = [".venv/bin/python", "scripts/run_pipeline.py", "--resume"]
    for name in ("preset", "target"):
        if getattr(options, name):
            words += [f"--{name}", getattr(options, name)]
    given = read_yaml(options.vars, "--vars")
    if not given:
        return shlex.join(words)
    if HIDDEN & given.keys():
        return f"{shlex.join(words)} --vars ... (the same as now)"
    return shlex.join([*words, "--vars", options.vars])


def _say_end(console: Console, record: RunRecord, database: Path, path: Path, again: str) -> None:
    for problem in record.problems:
        console.print(problem, markup=False, style="red")
    if record.outcome == "failed":
        console.print(f"Mend what failed, then: {again}", markup=False)
    if record.outcome == "refused":
        console.print("Nothing was begun.")
    if record.outcome in ("published", "nothing to do"):
        with duckdb.connect(str(database), read_only=True) as connection:
            matched, awards, rate, built_at = connection.sql(OVERALL).fetchone() or (
                0,
                0,
                0.0,
                None,
            )
        console.print(
            f"Match rate: {rate:.2%} ({matched} of {awards} awards), built {built_at:%F %T} UTC"
        )
        console.print(f"Marts:      {database}, schema marts; start with marts.fct_enriched_awards")
    console.print(f"Record:     {path}")
