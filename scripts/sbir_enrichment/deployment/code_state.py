"""Which code there is: a commit, and whether anything differs from it."""

import subprocess
from pathlib import Path

from sbir_enrichment.measuring.machine import Revision


def code_state(project: Path) -> Revision | None:
    """Return the commit, and whether a file differs from it or is new; None without git.

    What git is told to ignore, such as reports and databases, does not count.
    """
    git = ["git", "-C", str(project)]
    try:
        commit = _said([*git, "rev-parse", "HEAD"])
        changes = _said([*git, "status", "--porcelain", "--untracked-files=normal"])
    except (OSError, subprocess.CalledProcessError):
        return None
    return Revision(commit=commit, is_changed=bool(changes))


def tracked_files(project: Path) -> list[Path]:
    """Return every file that git follows and that is there.

    Raises:
        OSError, subprocess.CalledProcessError: there is no git.
    """
    names = _said(["git", "-C", str(project), "ls-files", "-z"]).split("\0")
    return [path for name in names if name and (path := project / name).is_file()]


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
