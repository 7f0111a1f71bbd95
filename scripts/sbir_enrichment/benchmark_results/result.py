"""One result of `benchmark_enrichment.py`."""

import re
from datetime import datetime, timedelta
from statistics import median
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from sbir_enrichment.benchmark_results.conditions import Conditions, Count, Part
from sbir_enrichment.benchmark_results.measurements import BuildRun, Matches, ModelName, Work

SCHEMA_VERSION: Literal[1] = 1


def _is_file_name(text: str) -> str:
    if not re.fullmatch(r"\w[\w-]{0,99}", text, re.ASCII):
        raise ValueError(f"{text[:120]!r} can be no file name")
    return text


def _is_in_utc(text: str) -> str:
    try:
        offset = datetime.fromisoformat(text).utcoffset()
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is no time") from error
    # Results are put in order by this text.
    if offset != timedelta(0):
        raise ValueError(f"{text!r} is no time in UTC")
    return text


RunId = Annotated[str, AfterValidator(_is_file_name)]
Moment = Annotated[str, AfterValidator(_is_in_utc)]


class Pinned(Part):
    """Why a result became the baseline: who said so, when (UTC, ISO 8601), and the reason."""

    by: str
    at: str
    reason: str


class BenchmarkResult(Part):
    """Everything one benchmark found.

    Attributes:
        run_id: `YYYYMMDD_HHMMSS` of the start in UTC and a few characters that make it unique.
        started_at: UTC, ISO 8601.
        warm_up_runs: Builds before the timed ones; their times count nowhere.
        runs: The timed builds, in order; at least one.
        work: DuckDB's counts per model, of a build of its own with profiling on; empty where none
            was made.
        matches: What was matched; the same in every run, or the benchmark fails.
        overhead_share: What measuring added to the time of a build, where it was measured; 0.01 is
            1 %, median over pairs of builds.
        overhead_cpu_share: The same of processor time, which other work on the machine sways less.
        pinned: Set in a baseline only.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    run_id: RunId
    started_at: Moment
    conditions: Conditions
    warm_up_runs: Count
    runs: Annotated[tuple[BuildRun, ...], Field(min_length=1)]
    work: dict[ModelName, Work]
    matches: Matches
    overhead_share: float | None = None
    overhead_cpu_share: float | None = None
    pinned: Pinned | None = None

    @property
    def median_wall_seconds(self) -> float:
        """Median time of the timed builds."""
        return median(run.wall_seconds for run in self.runs)

    @property
    def median_cpu_seconds(self) -> float:
        """Median processor time of the timed builds."""
        return median(run.cpu_seconds for run in self.runs)

    @property
    def median_peak_bytes(self) -> float:
        """Median of the peaks of the timed builds."""
        return median(run.peak_bytes for run in self.runs)

    @property
    def models(self) -> tuple[str, ...]:
        """Names of all models that ran in any of the builds."""
        return tuple(sorted({model.name for run in self.runs for model in run.models}))
