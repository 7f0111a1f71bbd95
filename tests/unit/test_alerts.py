"""Figures of a run, the alerts they raise, and where they go."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import duckdb
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from pydantic import ValidationError

from sbir_enrichment.alerts.alert_report import raise_alerts, to_markdown
from sbir_enrichment.alerts.figures import figures_of_run
from sbir_enrichment.alerts.limits import Limits, severity
from sbir_enrichment.alerts.metrics import GAUGES, to_prometheus
from sbir_enrichment.alerts.telling import Audience, tell_operators
from sbir_enrichment.pipeline.run_record import RunRecord

RULES = Path(__file__).parents[2] / "docs" / "operations" / "prometheus_rules.yml"


def a_record(**changed: object) -> RunRecord:
    record: dict[str, object] = {
        "started_at": "2026-11-22T09:00:00+00:00",
        "seconds": 60.0,
        "outcome": "published",
        "problems": (),
        "attempts": 1,
        "resumed_nodes": 0,
        "run_nodes": 500,
        "peak_bytes": 512 * 1024**2,
        "spill_bytes": 0,
        "input_bytes": 10**6,
        "estimated_memory_bytes": 10**9,
        "overrides": (),
    }
    return RunRecord.model_validate(record | changed)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "run.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.sql("create schema marts")
        connection.sql(
            "create table marts.fct_match_quality as "
            "select 'overall' as dimension, 4000 as awards, 0.71 as match_rate"
        )
        connection.sql("create table marts.fct_rejected_rows as select 1 as line from range(40)")
    return path


@pytest.mark.parametrize(
    ("figure", "value", "expected"),
    [
        ("spill_mb", 10, "info"),
        ("spill_mb", 10.1, "warning"),
        ("spill_mb", 20, "warning"),
        ("spill_mb", 20.1, "failure"),
    ],
)
def test_more_of_most_figures_is_worse(figure: str, value: float, expected: str) -> None:
    assert severity(figure, value, (10, 20)) == expected


@pytest.mark.parametrize(
    ("rate", "expected"), [(0.72, "info"), (0.719, "warning"), (0.7, "warning"), (0.69, "failure")]
)
def test_less_of_a_match_rate_is_worse(rate: float, expected: str) -> None:
    assert severity("match_rate", rate, (0.72, 0.70)) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"spill_mb": [20, 10]},
        {"match_rate": [0.70, 0.72]},
        {"spil_mb": [1, 2]},
        {"spill_mb": [1]},
        {"spill_mb": [-1, 2]},
        {"spill_mb": 3},
    ],
)
def test_limits_in_the_wrong_order_or_of_no_figure_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Limits.model_validate(wrong)


def test_figures_are_those_of_the_record_the_marts_and_the_files(
    database: Path, tmp_path: Path
) -> None:
    file = tmp_path / "awards.csv"
    file.touch()
    figures = figures_of_run(a_record(), database, [file])
    assert figures["seconds_per_thousand_awards"] == 15.0
    assert figures["peak_memory_mb"] == 512
    assert figures["match_rate"] == pytest.approx(0.71)
    assert figures["rejected_share"] == pytest.approx(40 / 4040)
    assert 0 <= figures["input_age_days"] < 1


def test_a_resumed_run_says_nothing_of_the_time_that_a_whole_one_takes(database: Path) -> None:
    figures = figures_of_run(a_record(resumed_nodes=10), database, [])
    assert "seconds_per_thousand_awards" not in figures


def test_a_failed_run_is_a_failure_whatever_its_figures_are(database: Path) -> None:
    failed = a_record(outcome="failed", problems=("model.x: `<b>` | failed",))
    figures = figures_of_run(failed, database, [])
    assert "match_rate" not in figures, "the marts are of another run"
    report = raise_alerts(failed, figures, Limits())
    assert report.severity == "failure"
    assert "- `` model.x: '<b>' | failed ``" in to_markdown(report)


def test_alerts_come_worst_first_and_only_of_figures_with_limits(database: Path) -> None:
    limits = Limits(match_rate=(0.72, 0.7), rejected_share=(0.001, 0.005), spill_mb=(1, 2))
    report = raise_alerts(a_record(), figures_of_run(a_record(), database, []), limits)
    assert [(alert.severity, alert.figure) for alert in report.alerts] == [
        ("failure", "rejected_share"),
        ("warning", "match_rate"),
        ("info", "spill_mb"),
    ]
    assert report.alerts[1].sentence == "match_rate is 0.71, below 0.72"


def test_metrics_are_what_prometheus_reads(database: Path) -> None:
    figures = figures_of_run(a_record(), database, [])
    report = raise_alerts(a_record(), figures, Limits(match_rate=(0.72, 0.7)))
    families = list(text_string_to_metric_families(to_prometheus(figures, report, 1.5e9)))
    values = {sample.name: sample.value for family in families for sample in family.samples}
    assert values["sbir_match_rate"] == pytest.approx(0.71)
    assert values["sbir_run_finished_timestamp_seconds"] == 1.5e9
    alerts = {s.labels["severity"]: s.value for f in families for s in f.samples if s.labels}
    assert alerts == {"failure": 0, "warning": 1, "info": 0}
    assert all(family.documentation for family in families)


def test_the_example_rules_speak_of_metrics_that_there_are() -> None:
    names = {name for name, _ in GAUGES.values()}
    names |= {"sbir_alerts", "sbir_run_finished_timestamp_seconds"}
    rules = [
        rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]
    ]
    assert rules
    for rule in rules:
        asked = set(re.findall(r"\bsbir_\w+", rule["expr"]))
        assert asked and asked <= names, rule["alert"]


@pytest.fixture
def service() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A service on this machine, and what was posted to it."""
    posted: list[dict[str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/alerts", posted
    server.shutdown()
    server.server_close()


def test_alerts_are_written_said_and_posted(
    database: Path, tmp_path: Path, service: tuple[str, list[dict[str, object]]]
) -> None:
    address, posted = service
    said: list[str] = []
    audience = Audience(Limits(match_rate=(0.72, 0.7)), address, tmp_path, said.append)
    report = tell_operators(a_record(), "run_1", database, [], audience)
    assert said == ["warning: match_rate is 0.71, below 0.72"]
    assert posted == [report.model_dump(mode="json")]
    written = json.loads((tmp_path / "reports/alerts/run_1.json").read_text())
    assert written == posted[0]
    assert (tmp_path / "reports/alerts/run_1.md").read_text() == to_markdown(report)
    assert "sbir_match_rate 0.71" in (tmp_path / "reports/metrics.prom").read_text()


def test_a_service_that_does_not_answer_is_said_and_fails_nothing(
    database: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    nobody = "http://127.0.0.1:9/"
    audience = Audience(Limits(match_rate=(0.72, 0.7)), nobody, tmp_path, said.append)
    tell_operators(a_record(), "run_1", database, [], audience)
    assert said[1].startswith(f"alert_webhook: {nobody}... did not take the alerts: ")


def test_nothing_is_posted_while_all_is_well(
    database: Path, tmp_path: Path, service: tuple[str, list[dict[str, object]]]
) -> None:
    address, posted = service
    tell_operators(a_record(), "r", database, [], Audience(Limits(), address, tmp_path, print))
    assert posted == []
