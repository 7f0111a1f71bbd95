"""After a run: figures, alerts, files, and a post to whoever wants to know."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.alerts.alert_report import ALERTS, AlertReport, raise_alerts, write_report
from sbir_enrichment.alerts.figures import figures_of_run
from sbir_enrichment.alerts.limits import Limits
from sbir_enrichment.alerts.metrics import METRICS, to_prometheus, write_metrics
from sbir_enrichment.alerts.webhook import post_report
from sbir_enrichment.pipeline.run_record import RunRecord


@dataclass(frozen=True)
class Audience:
    """Who is told, and where it is written.

    Attributes:
        limits: From where on figures are alarming.
        webhook: Address to post alerts to; none if empty.
        folder: The folder of the project, in which `reports` is.
        say: Takes lines for the terminal.
    """

    limits: Limits
    webhook: str
    folder: Path
    say: Callable[[str], None]


def tell_operators(
    record: RunRecord, name: str, database: Path, inputs: Iterable[Path], audience: Audience
) -> AlertReport:
    """Raise the alerts of a run, write them and its figures, post them, say those that matter.

    Args:
        record: The run.
        name: Of its files, without ending.
        database: Where its marts are.
        inputs: The files that it read.
        audience: Who is told.

    Raises:
        OSError: a report cannot be written.
    """
    figures = figures_of_run(record, database, inputs)
    report = raise_alerts(record, figures, audience.limits)
    write_report(report, name, audience.folder / ALERTS)
    write_metrics(to_prometheus(figures, report, time.time()), audience.folder / METRICS)
    for alert in report.alerts:
        if alert.severity != "info":
            audience.say(f"{alert.severity}: {alert.sentence}")
    if audience.webhook and report.severity != "info":
        problem = post_report(report, audience.webhook)
        if problem:
            audience.say(problem)
    return report
