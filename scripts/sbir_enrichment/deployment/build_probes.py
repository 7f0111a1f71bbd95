"""Looks at the build that is published: gates, last run, age of its files, docs, alerts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import duckdb

from sbir_enrichment.alerts.alert_report import AlertReport
from sbir_enrichment.backups.contents import Published, read_published
from sbir_enrichment.build_database import NoBuildError, NoDatabaseError, attach_build
from sbir_enrichment.deployment.evidence import read_evidence
from sbir_enrichment.deployment.items import Finding, NoEvidenceError
from sbir_enrichment.deployment.site import Site, days_since
from sbir_enrichment.docs_site.entries import QUALITY, REVIEW, SEARCH, TABLES
from sbir_enrichment.docs_site.made_pages import read_made
from sbir_enrichment.match_changes.origins import source_files
from sbir_enrichment.pipeline.ledger import ledger_path, read_ledger
from sbir_enrichment.pipeline.resuming import LAST_COMMAND
from sbir_enrichment.quality_report.gates import gates_of_warehouse

NEEDED = ("marts.fct_enriched_awards", "marts.fct_match_quality", "history.published_builds")
LAST_BUILD = """
    select award_data, sources::varchar
    from history.published_builds
    order by build_number desc
    limit 1
"""
SAMPLE = "seeds/samples/"


def gates_hold(site: Site) -> Finding:
    """Look at what each gate measured last, and that it was of the build that is published."""
    with _build(site) as (connection, published):
        gates = gates_of_warehouse(connection)
    if not gates:
        return Finding(False, "no gate has left what it measured")
    unmet = [gate.name for gate in gates if not gate.is_met]
    if unmet:
        return Finding(False, f"do not hold: {', '.join(unmet)}")
    return Finding(True, f"{len(gates)} gates hold", _moment(published.built_at))


def last_run_published(site: Site) -> Finding:
    """Look whether the last thing that wrote to the database was a run that came to its end."""
    with _build(site) as (connection, published):
        (command,) = connection.sql(LAST_COMMAND).fetchone() or ("",)
    ledger = read_ledger(ledger_path(site.database))
    built_at = _moment(published.built_at)
    if ledger is None:
        return Finding(False, "no run of run_pipeline.py has left a ledger", built_at)
    if not ledger.is_published:
        return Finding(False, "the last run did not come to its end", built_at)
    if command not in ledger.commands:
        return Finding(False, "another command of dbt wrote to the database since", built_at)
    return Finding(True, f"build {published.dbt_invocation_id[:8]} came to its end", built_at)


def inputs_are_fresh(site: Site) -> Finding:
    """Hold the age of the files of the published build against the limit of the alerts."""
    pair = site.limits.input_age_days
    with _build(site) as (connection, _):
        _, described = _last_build(connection)
    files = [site.project / one.file_path for one in source_files(json.loads(described))]
    gone = [path for path in files if not path.exists()]
    if gone or not files:
        return Finding(False, f"{gone[0]} is no longer there" if gone else "no file is known")
    changed = min(datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in files)
    days = days_since(changed, site.now)
    if pair is None:
        return Finding(False, "alert_limits has no input_age_days to hold files against", changed)
    said = f"the oldest of {len(files)} files is {days:.0f} days old, at most {pair[1]:g} may be"
    return Finding(days <= pair[1], said, changed)


def inputs_are_your_own(site: Site) -> Finding:
    """Look whether the published build is of other files than the made-up sample."""
    with _build(site) as (connection, _):
        award_data, _ = _last_build(connection)
    is_sample = award_data.startswith(SAMPLE)
    return Finding(not is_sample, "of the made-up sample" if is_sample else f"of {award_data}")


def docs_are_of_this_build(site: Site) -> Finding:
    """Look whether every page of the site that shows a build shows the one that is published."""
    with _build(site) as (_, published):
        pass
    made = read_made(site.project / site.target / "docs")
    wanted = (SEARCH, QUALITY, REVIEW, TABLES)
    missing = [entry.label for entry in wanted if entry.address not in made]
    if missing:
        return Finding(False, f"the site lacks: {', '.join(missing)}")
    of = {made[entry.address].dbt_invocation_id for entry in wanted}
    built_at = _moment(published.built_at)
    if of != {published.dbt_invocation_id}:
        return Finding(False, "pages show another build than the one that is published", built_at)
    return Finding(
        True, f"{len(wanted)} pages of build {published.dbt_invocation_id[:8]}", built_at
    )


def no_alarm_was_raised(site: Site) -> Finding:
    """Look at the alerts of the last run."""
    reports = sorted((site.reports / "alerts").glob("*.json"))
    if not reports:
        raise NoEvidenceError("no run has left alerts")
    report = AlertReport.model_validate(read_evidence(reports[-1]))
    bad = [alert.sentence for alert in report.alerts if alert.severity == "failure"]
    ran = datetime.fromisoformat(report.started_at)
    if report.severity == "failure":
        return Finding(False, "; ".join([*bad, *report.problems]) or report.outcome, ran)
    return Finding(True, f"the worst of {len(report.alerts)} is: {report.severity}", ran)


def published_build(site: Site) -> Published:
    """Return the build that is published.

    Raises:
        NoEvidenceError: there is none.
    """
    with _build(site) as (_, published):
        return published


@contextmanager
def _build(site: Site) -> Iterator[tuple[duckdb.DuckDBPyConnection, Published]]:
    with duckdb.connect() as connection:
        try:
            attach_build(connection, site.database, NEEDED)
        except (NoDatabaseError, NoBuildError) as error:
            raise NoEvidenceError(str(error)) from error
        connection.execute("use build")
        published = read_published(connection)
        if not published.dbt_invocation_id:
            raise NoEvidenceError(f"{site.database} publishes no build")
        yield connection, published


def _last_build(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    row = connection.sql(LAST_BUILD).fetchone()
    if row is None:
        raise NoEvidenceError("the history holds no published build")
    return str(row[0]), str(row[1])


def _moment(built_at: str) -> datetime:
    return datetime.fromisoformat(built_at).replace(tzinfo=UTC)
