"""The alerts of one run, as JSON and Markdown."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sbir_enrichment.alerts.limits import LESS_IS_WORSE, Limits, Severity, severity
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.pipeline.run_record import RunRecord

ALERTS = Path("reports/alerts")
ORDER: tuple[Severity, ...] = ("failure", "warning", "info")


class Alert(BaseModel):
    """One figure held against its limits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    severity: Severity
    figure: str
    value: float
    warning: float
    failure: float

    @property
    def sentence(self) -> str:
        """What is said of it."""
        side = "below" if self.figure in LESS_IS_WORSE else "above"
        limit = self.failure if self.severity == "failure" else self.warning
        if self.severity == "info":
            return f"{self.figure} is {self.value:.4g}"
        return f"{self.figure} is {self.value:.4g}, {side} {limit:g}"


class AlertReport(BaseModel):
    """All alerts of a run, the worst first.

    Attributes:
        started_at: Of the run, UTC, ISO 8601.
        outcome: How the run ended.
        severity: The worst of all.
        problems: What went wrong in the run.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Literal[1] = 1
    started_at: str
    outcome: str
    severity: Severity
    alerts: tuple[Alert, ...]
    problems: tuple[str, ...]


def raise_alerts(record: RunRecord, figures: dict[str, float], limits: Limits) -> AlertReport:
    """Hold every known figure that has limits against them; a run that failed is a failure."""
    alerts = [
        Alert(
            severity=severity(figure, figures[figure], pair),
            figure=figure,
            value=figures[figure],
            warning=pair[0],
            failure=pair[1],
        )
        for figure, pair in limits.given().items()
        if figure in figures
    ]
    alerts.sort(key=lambda alert: (ORDER.index(alert.severity), alert.figure))
    failed: list[Severity] = ["failure"] if record.outcome in ("failed", "refused") else []
    worst = min([*failed, *(alert.severity for alert in alerts), "info"], key=ORDER.index)
    return AlertReport(
        started_at=record.started_at,
        outcome=record.outcome,
        severity=worst,
        alerts=tuple(alerts),
        problems=record.problems,
    )


def to_markdown(report: AlertReport) -> str:
    """Return the report for people; text of a run stands in code, so that it is no Markdown."""
    lines = [
        f"# {report.severity.capitalize()}: run of {report.started_at}, {report.outcome}",
        "",
        "| severity | figure | value | warning | failure |",
        "|---|---|---:|---:|---:|",
    ]
    lines += [
        f"| {alert.severity} | {alert.figure} | {alert.value:.4g} | {alert.warning:g} "
        f"| {alert.failure:g} |"
        for alert in report.alerts
    ]
    lines += ["", *(f"- `` {problem.replace('`', chr(39))} ``" for problem in report.problems)]
    return "\n".join(lines).rstrip() + "\n"


def write_report(report: AlertReport, name: str, folder: Path = ALERTS) -> None:
    """Write both files.

    Raises:
        OSError: the folder cannot be written.
    """
    write_whole(folder / f"{name}.json", report.model_dump_json(indent=2) + "\n")
    write_whole(folder / f"{name}.md", to_markdown(report))
