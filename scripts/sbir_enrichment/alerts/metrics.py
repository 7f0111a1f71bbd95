"""Figures of the last run for Prometheus, as a file that its node exporter reads."""

from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from sbir_enrichment.alerts.alert_report import ORDER, AlertReport
from sbir_enrichment.measuring.whole_files import write_whole

METRICS = Path("reports/metrics.prom")

GAUGES = {
    "run_seconds": ("sbir_run_duration_seconds", "Time of the last run."),
    "seconds_per_thousand_awards": (
        "sbir_run_seconds_per_thousand_awards",
        "Time of the last whole run for a thousand awards.",
    ),
    "peak_memory_mb": ("sbir_run_peak_memory_mebibytes", "The most memory of the last run."),
    "spill_mb": ("sbir_run_spill_mebibytes", "The most that DuckDB had spilled in the last run."),
    "attempts": ("sbir_run_attempts", "How often dbt was started in the last run."),
    "resumed_nodes": ("sbir_run_resumed_nodes", "Nodes that the last run kept of the one before."),
    "halved_chunks": ("sbir_run_halved_chunks", "Chunks of names halved for want of memory."),
    "published": ("sbir_run_published", "1 when the marts are those of the last run."),
    "awards": ("sbir_awards", "Awards in the marts."),
    "match_rate": ("sbir_match_rate", "Accepted of all awards, 0 to 1."),
    "rejected_rows": ("sbir_rejected_rows", "Rows of the files that could not be read."),
    "rejected_share": ("sbir_rejected_share", "Of all rows, 0 to 1."),
    "input_age_days": ("sbir_input_age_days", "Age of the oldest file read."),
}
"""Name and meaning in Prometheus of every figure."""


def to_prometheus(figures: dict[str, float], report: AlertReport, finished_at: float) -> str:
    """Return all known figures in Prometheus's text format.

    Args:
        figures: As `figures_of_run` returns them.
        report: The alerts, which are counted by severity.
        finished_at: Seconds since 1970.
    """
    registry = CollectorRegistry()
    for figure, (name, meaning) in GAUGES.items():
        if figure in figures:
            Gauge(name, meaning, registry=registry).set(figures[figure])
    alerts = Gauge("sbir_alerts", "Alerts of the last run.", ["severity"], registry=registry)
    for severity in ORDER:
        count = sum(alert.severity == severity for alert in report.alerts)
        alerts.labels(severity=severity).set(count)
    last = Gauge(
        "sbir_run_finished_timestamp_seconds", "When the last run ended.", registry=registry
    )
    last.set(finished_at)
    return generate_latest(registry).decode()


def write_metrics(text: str, path: Path = METRICS) -> None:
    """Write the file whole, since it may be read at any time.

    Raises:
        OSError: the folder cannot be written.
    """
    write_whole(path, text)
