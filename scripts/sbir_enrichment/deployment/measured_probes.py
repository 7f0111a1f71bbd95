"""Looks at what was measured: baseline, regression, full size, drills, backup, audit."""

from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from sbir_enrichment.backups.backup import file_hash
from sbir_enrichment.backups.drill import DrillResult
from sbir_enrichment.backups.manifest import Manifest
from sbir_enrichment.benchmark_results.conditions import Conditions, Machine
from sbir_enrichment.benchmark_results.files import BASELINE, UnreadableResultError, read_result
from sbir_enrichment.deployment.build_probes import published_build
from sbir_enrichment.deployment.code_state import code_state
from sbir_enrichment.deployment.evidence import commit_of, read_evidence, when
from sbir_enrichment.deployment.items import Finding, NoEvidenceError
from sbir_enrichment.deployment.site import Site
from sbir_enrichment.measuring.machine import describe_machine
from sbir_enrichment.regression.comparability import differences
from sbir_enrichment.regression.report import Report

LEAST_KILLS = 20


def baseline_is_comparable(site: Site) -> Finding:
    """Look whether there is a baseline, made on a machine like this one."""
    path = site.project / BASELINE
    if not path.exists():
        raise NoEvidenceError("there is no baseline yet")
    try:
        baseline = read_result(path)
    except UnreadableResultError as error:
        raise NoEvidenceError(str(error)) from error
    here = describe_machine()
    machine = Machine(**vars(here))
    conditions: Conditions = baseline.conditions
    unlike = differences(conditions, conditions.model_copy(update={"machine": machine}))
    made = datetime.fromisoformat(baseline.started_at)
    if unlike:
        first = unlike[0]
        said = f"made elsewhere: {first.condition} was {first.before}, is {first.now}"
        return Finding(False, said, made)
    return Finding(True, f"baseline {baseline.run_id} is of a machine like this one", made)


def nothing_regressed(site: Site) -> Finding:
    """Look at the verdict of the comparison with the baseline, of the code that is here."""
    path = site.evidence / "regression.json"
    try:
        report = Report.model_validate(read_evidence(path))
    except ValidationError as error:
        raise NoEvidenceError(f"{path} is no report of a comparison") from error
    made, code = datetime.fromisoformat(report.made_at), code_state(site.project)
    revision = report.now.revision if report.now else None
    if report.verdict in ("failure", "not measured", "not comparable"):
        return Finding(False, f"the verdict is: {report.verdict}", made)
    if revision is None or code is None or revision.commit != code.commit or revision.is_changed:
        return Finding(False, "the verdict is of other code than is here", made)
    return Finding(True, f"the verdict is: {report.verdict}", made)


def full_size_was_built(site: Site) -> Finding:
    """Look whether a build of full size came to its end on a machine like this one."""
    path = site.evidence / "scale.json"
    content = read_evidence(path)
    made, here = when(content, "started_at", path), describe_machine()
    try:
        largest = max(int(size["recipients"]) for size in content["sizes"])
        there = (content["machine"]["processor"], content["machine"]["cores"])
        failed = [gate["option"] for gate in content["gates"] if not gate["holds"]]
    except (KeyError, TypeError, ValueError) as error:
        raise NoEvidenceError(f"{path} is no report of benchmark_scale.py") from error
    said = f"{largest:,} recipients, {commit_of(content)}"
    if there != (here.processor, here.cores):
        return Finding(False, f"{said}, on another machine: {there[0]}, {there[1]} cores", made)
    if failed:
        return Finding(False, f"{said}; its limits do not hold: {', '.join(failed)}", made)
    if largest < site.full_size:
        return Finding(False, f"{said}; {site.full_size:,} are asked for", made)
    return Finding(True, said, made)


def runs_can_be_resumed(site: Site) -> Finding:
    """Look at the recovery drill."""
    path = site.evidence / "recovery_drill.json"
    cuts, bad, made, of = _drilled(path)
    kills = sum(1 for cut in cuts if str(cut.get("cut", "")).startswith("kill"))
    if kills < LEAST_KILLS:
        said = f"{kills} runs were killed, {LEAST_KILLS} are asked for"
        return Finding(False, said, made)
    return Finding(not bad, f"{len(cuts) - bad} of {len(cuts)} cuts were mended, {of}", made)


def little_memory_is_enough(site: Site) -> Finding:
    """Look at the degradation drill."""
    path = site.evidence / "degradation_drill.json"
    runs, bad, made, of = _drilled(path)
    degraded = sum(1 for one in runs if one.get("is_degraded") is True)
    said = f"{len(runs) - bad} of {len(runs)} runs under limits came out well, {of}"
    said += f"; {degraded} of them spilled or halved a chunk"
    return Finding(bool(runs) and not bad, said, made)


def backup_is_of_this_build(site: Site) -> Finding:
    """Look whether a backup of the build that is published is there, and not damaged."""
    path = site.evidence / "backup.json"
    try:
        made = Manifest.model_validate(read_evidence(path))
    except ValidationError as error:
        raise NoEvidenceError(f"{path} is not what back_up_database.py writes") from error
    moment, backup = datetime.fromisoformat(made.made_at), Path(made.path)
    if not backup.is_file():
        return Finding(False, f"{backup} is no longer there", moment)
    if made.dbt_invocation_id != published_build(site).dbt_invocation_id:
        return Finding(False, f"{backup} holds another build than the one published", moment)
    if file_hash(backup) != made.sha256:
        return Finding(False, f"{backup} is damaged", moment)
    return Finding(True, f"{backup}, {made.bytes:,} bytes, whole", moment)


def backups_can_be_put_back(site: Site) -> Finding:
    """Look at the restore drill."""
    path = site.evidence / "restore_drill.json"
    try:
        found = DrillResult.model_validate(read_evidence(path))
    except ValidationError as error:
        raise NoEvidenceError(f"{path} is no drill of back_up_database.py") from error
    made = datetime.fromisoformat(found.made_at)
    if not found.is_good:
        return Finding(False, "the drill failed; run it again to see how", made)
    return Finding(True, f"{found.tables} tables, {found.rows:,} rows came back alike", made)


def no_package_is_known_to_be_unsafe(site: Site) -> Finding:
    """Look at the report of pip-audit; packages that it could not look up count as not audited."""
    path = site.evidence / "audit.json"
    content = read_evidence(path)
    made = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    packages = content.get("dependencies")
    if not isinstance(packages, list) or not packages:
        raise NoEvidenceError(f"{path} is no report of pip-audit")
    unsafe = [str(one.get("name")) for one in packages if one.get("vulns")]
    unknown = [one for one in packages if "skip_reason" in one or "vulns" not in one]
    if unsafe:
        return Finding(False, f"with known holes: {', '.join(unsafe[:5])}", made)
    if unknown:
        said = f"{len(unknown)} of {len(packages)} packages could not be looked up"
        return Finding(False, said, made)
    return Finding(True, f"{len(packages)} packages, no known hole", made)


def _drilled(path: Path) -> tuple[list[dict[str, object]], int, datetime, str]:
    """Return what a drill found, how much of it is bad, when it was and of which commit."""
    content = read_evidence(path)
    findings = content.get("findings")
    if not isinstance(findings, list) or not all(isinstance(one, dict) for one in findings):
        raise NoEvidenceError(f"{path} is no report of a drill")
    bad = sum(1 for one in findings if one.get("is_good") is not True)
    made = when(content, "made_at", path)
    return findings, bad, made, commit_of(content)
