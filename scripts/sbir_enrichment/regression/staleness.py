"""Whether a result is of the code as it is: of other code it would say nothing."""

import subprocess
from datetime import datetime
from pathlib import Path

from sbir_enrichment.benchmark_results.conditions import Revision
from sbir_enrichment.benchmark_results.result import BenchmarkResult

CODE = ("dbt_project.yml", "macros", "models", "profiles", "scripts", "seeds", "tests")
"""What a build reads of the project; a change of the docs makes no result stale."""

WRITTEN_BY_DBT = ".user.yml"
"""What dbt puts beside the profiles, for itself."""


def why_stale(result: BenchmarkResult, project: Path) -> str:
    """Say why a result is not of the code as it is; empty where it is, or nobody can tell."""
    revision = result.conditions.revision
    if revision is None:
        return ""
    if why := why_changed(revision, result.started_at, project):
        return why
    undone = revision.is_changed and not _differing(project, revision.commit)
    return "its changes are no longer there" if undone else ""


def why_changed(revision: Revision, since: str, project: Path) -> str:
    """Say in what the code is not what it was; empty where it is, or nobody can tell.

    Git tells what differs from the commit, the time of a file when it was changed.

    Args:
        revision: What was checked out then.
        since: When, ISO 8601.
        project: The folder of the project.
    """
    if _git(project, "rev-parse", "HEAD") is None:
        return ""
    differing = _differing(project, revision.commit)
    if differing is None:
        return f"its commit {revision.commit[:12]} is not in this repository"
    moment = datetime.fromisoformat(since).timestamp()
    for path in differing:
        if _modified(path) > moment:
            return f"{path.relative_to(project)} was changed since"
    if differing and not revision.is_changed and _is_followed(project, differing[0]):
        commit = revision.commit[:12]
        return f"{differing[0].relative_to(project)} is not as in its commit {commit}"
    return ""


def _differing(project: Path, commit: str) -> list[Path] | None:
    """Return the files of code that are not as in a commit, those that git follows first."""
    followed = _git(project, "diff", "--name-only", "-z", commit, "--", *CODE)
    others = _git(project, "ls-files", "--others", "--exclude-standard", "-z", "--", *CODE)
    if followed is None or others is None:
        return None
    names = [name for name in (followed + others).split("\0") if name]
    return [project / name for name in names if Path(name).name != WRITTEN_BY_DBT]


def _is_followed(project: Path, path: Path) -> bool:
    known = _git(project, "ls-files", "--error-unmatch", "--", str(path))
    return known is not None or not path.exists()


def _git(project: Path, *arguments: str) -> str | None:
    """Return what git says; None where there is no git or it does not know what is asked for."""
    command = ["git", "-C", str(project), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def _modified(path: Path) -> float:
    """Return when a file was last changed; of one that is gone, when its folder was."""
    while not path.exists():
        path = path.parent
    return path.stat().st_mtime
