"""Putting a report together."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from sbir_enrichment.quality_report import award_figures, gates, history
from sbir_enrichment.quality_report.awards_files import open_awards_file
from sbir_enrichment.quality_report.comparison import compare, of_the_same, trend
from sbir_enrichment.quality_report.issues import find_issues
from sbir_enrichment.quality_report.kept_reports import KeptReports, read_report
from sbir_enrichment.quality_report.measured_parts import Dimension, Slice
from sbir_enrichment.quality_report.result import QualityReport
from sbir_enrichment.quality_report.slices import slices_of_file, slices_of_warehouse
from sbir_enrichment.quality_report.warehouses import open_warehouse


@dataclass(frozen=True)
class Request:
    """What to report on.

    Attributes:
        database: A build.
        enriched_file: Awards that were exported; then the build is not looked at.
        baseline: An earlier report to compare with; None takes the build before, if it was kept.
        min_match_rate: A rate that is to be held beside the gates of the build, 0 to 1.
    """

    database: Path
    enriched_file: Path | None = None
    baseline: Path | None = None
    min_match_rate: float | None = None


def make_report(request: Request, kept: KeptReports) -> QualityReport:
    """Measure, compare with what was kept, and look for issues.

    Raises:
        UnusableInputError: A file the user named cannot be used.
        NothingToMeasureError: There is no build or no award.
    """
    before = read_report(request.baseline) if request.baseline else None
    if request.enriched_file is None:
        report, warnings = _of_warehouse(request.database)
    else:
        report, warnings = _of_file(request.enriched_file)
    if request.min_match_rate is not None:
        asked = gates.match_rate_at_least(report.overall.match_rate, request.min_match_rate)
        report = report.model_copy(update={"gates": (*report.gates, asked)})
    earlier = of_the_same(report, kept.reports)
    name = str(request.baseline)
    if before is None and earlier:
        before = earlier[-1]
        name = f"the build of {before.source.built_at}"
    report = report.model_copy(
        update={
            "trend": trend(report, report.trend, earlier),
            "comparison": compare(report, before, name) if before else None,
        }
    )
    return report.model_copy(update={"issues": find_issues(report, warnings, kept.unreadable)})


def _of_warehouse(path: Path) -> tuple[QualityReport, tuple[tuple[str, str], ...]]:
    with open_warehouse(path) as connection:
        overall, dimensions = slices_of_warehouse(connection)
        report = _report(connection, "warehouse", path, overall, dimensions)
        measured = gates.gates_of_warehouse(connection)
        rejected = award_figures.rejections(connection)
        warnings = gates.unmet_warnings(connection)
        remembered = history.published_builds(connection)
        changed = history.changed_awards(connection)
        precisions = award_figures.precisions(connection)
    told = {"gates": measured, "rejections": rejected, "trend": remembered}
    told |= {"changed_awards": changed, "precisions": precisions}
    return report.model_copy(update=told), warnings


def _of_file(path: Path) -> tuple[QualityReport, tuple[tuple[str, str], ...]]:
    connection, there = open_awards_file(path)
    with connection:
        overall, dimensions, missing = slices_of_file(connection, there)
        report = _report(connection, "file", path, overall, dimensions)
        measured = gates.gates_of_file(connection)
    return report.model_copy(update={"gates": measured, "missing_dimensions": missing}), ()


def _report(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    path: Path,
    overall: Slice,
    dimensions: list[Dimension],
) -> QualityReport:
    now = datetime.now(UTC)
    return QualityReport(
        run_id=f"{now:%Y%m%d_%H%M%S}",
        made_at=f"{now:%Y-%m-%dT%H:%M:%S}Z",
        source=award_figures.read_source(connection, kind, str(path)),
        overall=overall,
        dimensions=tuple(dimensions),
        missing_dimensions=(),
        gates=(),
        precisions=(),
        flags=award_figures.flags(connection),
        fields=award_figures.filled_fields(connection),
        rejections=(),
        trend=(),
        comparison=None,
        changed_awards=(),
        issues=(),
    )
