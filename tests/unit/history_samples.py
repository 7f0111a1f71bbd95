"""Histories for tests: results on consecutive days, made up."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmark_result_samples import a_result

from sbir_enrichment.benchmark_results.files import write_result
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.quality_report.kept_reports import keep
from sbir_enrichment.quality_report.result import Gate, QualityReport, Slice, Source

FIRST = datetime(2026, 11, 1, 9, tzinfo=UTC)


def a_run(day: int, name: str = "ab", **facts: object) -> BenchmarkResult:
    """Return the result of a day, the first is 0; `facts` as for `a_result`."""
    at = FIRST + timedelta(days=day)
    result = a_result(run_id=f"{at:%Y%m%d_%H%M%S}_{name}", **facts)
    return result.model_copy(update={"started_at": at.isoformat()})


def write_runs(folder: Path, runs: Sequence[BenchmarkResult]) -> list[Path]:
    """Write results as the benchmark does, each named after its run."""
    paths = [folder / f"benchmark_{run.run_id}.json" for run in runs]
    for run, path in zip(runs, paths, strict=True):
        write_result(run, path)
    return paths


def a_report(day: int, matched: int = 800, file: str = "award_data.csv") -> QualityReport:
    """Return the quality report of a build of 1,000 awards, made on a day; the first is 0."""
    at = FIRST + timedelta(days=day)
    overall = Slice(
        value="all",
        awards=1_000,
        matched_awards=matched,
        match_rate=matched / 1_000,
        firms=100,
        matched_firms=70,
        firm_match_rate=0.7,
        award_amount=1e6,
        matched_award_amount=9e5,
        amount_match_rate=0.9,
        statuses={"accepted": matched, "unmatched": 1_000 - matched},
        methods={"uei_exact": matched},
    )
    gates = (
        Gate(name="match_rate_gate", is_met=False, measured=0.6, threshold=0.7, finding="fails"),
        Gate(
            name="match_completeness_gate", is_met=True, measured=0.99, threshold=0.9, finding="ok"
        ),
    )
    nothing_else = dict.fromkeys(QualityReport.model_fields, ())
    told = {
        "schema_version": 1,
        "run_id": f"{at:%Y%m%d_%H%M%S}",
        "made_at": f"{at:%Y-%m-%dT%H:%M:%S}Z",
        "source": Source(
            kind="warehouse",
            path="sbir.duckdb",
            award_files=(f"/data/{file}",),
            built_at=f"{at:%Y-%m-%dT%H:%M:%S}Z",
            dbt_invocation_id=str(day),
        ),
        "overall": overall,
        "gates": gates,
        "comparison": None,
    }
    return QualityReport.model_validate({**nothing_else, **told})


def write_reports(folder: Path, reports: Sequence[QualityReport]) -> list[Path]:
    """Write reports as the command does."""
    return [keep(report, folder) for report in reports]
