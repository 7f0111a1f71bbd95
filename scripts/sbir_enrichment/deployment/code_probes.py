"""Looks at the code: commit, packages, settings, secrets."""

import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from sbir_enrichment.deployment.code_state import code_state, tracked_files
from sbir_enrichment.deployment.items import Finding, NoEvidenceError
from sbir_enrichment.deployment.secrets import find_secrets
from sbir_enrichment.deployment.site import Site
from sbir_enrichment.settings.effective import Request, effective_settings
from sbir_enrichment.settings.problems import SettingsError

SHOWN = 5
PYTHON = (3, 11)


def code_is_committed(site: Site) -> Finding:
    """Look whether the code is that of a commit."""
    code = code_state(site.project)
    if code is None:
        return Finding(False, "this is no clone of git, so nobody can say which code runs")
    if code.is_changed:
        return Finding(False, f"files differ from commit {code.commit[:12]}")
    return Finding(True, f"commit {code.commit[:12]}, no file differs")


def settings_can_be_used(site: Site) -> Finding:
    """Look whether every setting is known and in range."""
    try:
        settings = effective_settings(Request(site.project, {}), os.environ)
    except SettingsError as error:
        return Finding(False, str(error).replace("\n", "; ").rstrip("."))
    return Finding(True, f"{len(settings.variables) + len(settings.engine)} settings, all in range")


def versions_are_locked(site: Site) -> Finding:
    """Look whether Python and every package are those of requirements.lock."""
    try:
        lines = (site.project / "requirements.lock").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise NoEvidenceError(f"requirements.lock cannot be read: {error}") from error
    try:
        asked = [Requirement(line) for line in lines if line and not line.lstrip().startswith("#")]
    except InvalidRequirement as error:
        raise NoEvidenceError(f"requirements.lock cannot be read: {error}") from error
    here = [one for one in asked if one.marker is None or one.marker.evaluate()]
    loose = [one.name for one in here if [rule.operator for rule in one.specifier] != ["=="]]
    wrong = [
        f"{canonicalize_name(one.name)} {found or 'missing'} instead of {one.specifier}"
        for one in here
        if (found := _installed(one.name)) is None or not one.specifier.contains(found)
    ]
    if sys.version_info[:2] != PYTHON:
        wrong.insert(0, f"Python {sys.version_info.major}.{sys.version_info.minor}")
    wrong += [f"{name} has no exact version in the lock" for name in loose]
    if wrong or not here:
        return Finding(False, f"not as locked: {_some(wrong)}" if wrong else "the lock is empty")
    return Finding(True, f"{len(here)} packages as in requirements.lock")


def no_secrets_in_the_tree(site: Site) -> Finding:
    """Look for keys, tokens and passwords in every file that git follows."""
    try:
        files = tracked_files(site.project)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoEvidenceError("without git nobody can say which files are published") from error
    found = [
        f"{path.relative_to(site.project)}:{line} ({kind})"
        for path, line, kind in find_secrets(files)
    ]
    if found:
        return Finding(False, f"may be secrets: {_some(found)}")
    return Finding(True, f"none found in {len(files):,} files")


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _some(texts: list[str]) -> str:
    more = f" and {len(texts) - SHOWN} more" if len(texts) > SHOWN else ""
    return ", ".join(texts[:SHOWN]) + more
