"""Going through the list."""

import os
import shlex
from collections.abc import Iterable
from datetime import UTC, datetime

import duckdb
from pydantic import ValidationError

from sbir_enrichment.deployment.build_probes import published_build
from sbir_enrichment.deployment.code_state import code_state
from sbir_enrichment.deployment.commands import signing
from sbir_enrichment.deployment.item_list import ITEMS
from sbir_enrichment.deployment.items import Finding, Item, NoEvidenceError
from sbir_enrichment.deployment.report import DeploymentReport, ItemResult
from sbir_enrichment.deployment.sign_offs import SignOff, latest
from sbir_enrichment.deployment.site import Site, days_since
from sbir_enrichment.pages.harmless import harmless

LONGEST = 300
A_DAY = 1
"""A day in another zone is no future."""


def check(site: Site, signed: list[SignOff], items: Iterable[Item] = ITEMS) -> DeploymentReport:
    """Look at every item; what cannot be looked at is open."""
    code = code_state(site.project)
    return DeploymentReport(
        made_at=site.now.isoformat(timespec="seconds"),
        database=str(site.database),
        commit=code.commit if code else None,
        full_size=site.full_size,
        items=tuple(_result(item, site, signed) for item in items),
    )


def look(item: Item, site: Site, signed: list[SignOff]) -> Finding:
    """Return what is found of one item; evidence that is too old, or of the future, is none."""
    try:
        finding = item.probe(site) if item.probe else latest(signed, item.key)
        problem = _why_it_does_not_count(item, finding, site) if finding.is_good else ""
    except NoEvidenceError as error:
        return Finding(False, str(error))
    except (OSError, duckdb.Error, ValidationError) as error:
        return Finding(False, f"could not be looked at: {error}")
    return Finding(False, f"{finding.evidence}, {problem}", finding.of) if problem else finding


def _why_it_does_not_count(item: Item, finding: Finding, site: Site) -> str:
    if finding.of is None or item.age_days is None:
        return ""
    days = days_since(finding.of, site.now)
    if days > item.age_days:
        return f"but {days:.0f} days ago; {item.age_days} are the most"
    if days < -A_DAY:
        return "at a time that has not come yet"
    if item.since_build and f"{finding.of:%F}" < published_build(site).built_at[:10]:
        return "before the build that is published"
    return ""


def mending(item: Item, site: Site) -> tuple[str, ...]:
    """Return the commands that mend an item, with all names filled in."""
    given = os.environ.get("SBIR_DUCKDB_PATH", "sbir.duckdb")
    database = shlex.quote(str(site.database))
    known = {
        "database": database,
        "build": "" if str(site.database) == given else f"SBIR_DUCKDB_PATH={database} ",
        "full_size": site.full_size,
    }
    if item.probe is None:
        return (signing(item.key),)
    return tuple(line.format(**known) for line in item.mend)


def _result(item: Item, site: Site, signed: list[SignOff]) -> ItemResult:
    finding = look(item, site, signed)
    return ItemResult(
        key=item.key,
        group=item.group,
        title=item.title,
        is_critical=item.is_critical,
        is_open=not finding.is_good,
        evidence=harmless(finding.evidence, LONGEST),
        evidence_at=finding.of.astimezone(UTC).isoformat(timespec="seconds")
        if finding.of
        else None,
        age_days=item.age_days,
        task=item.why if item.probe is None else "",
        mend=mending(item, site) if not finding.is_good else (),
    )


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)
