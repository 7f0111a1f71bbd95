"""Another commit of the project in a temporary folder, gone when it is no longer needed."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sbir_enrichment.measuring.problems import CouldNotMeasureError, MisuseError

# Waits for the end of its input, which is the end of us, however we end; then clears away.
_GUARD = """
read -r _
git -C "$1" worktree remove --force "$2" 2> /dev/null
rm -rf "$3" || { sleep 1; rm -rf "$3"; }
git -C "$1" worktree prune
"""


def resolve_commit(project: Path, revision: str) -> str:
    """Return the full id of the commit that a revision names.

    Raises:
        MisuseError: there is no such commit, or no git repository.
    """
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    try:
        return _git(project, *asked)
    except (OSError, subprocess.CalledProcessError) as error:
        raise MisuseError(
            f"--base-ref {revision!r} is no commit of the repository in {project}; "
            "a shallow clone has the latest alone: git fetch --unshallow"
        ) from error


@contextmanager
def checked_out(project: Path, commit: str) -> Iterator[Path]:
    """Yield a folder with the commit checked out; it is removed after the block.

    A process of its own, in a session of its own, removes it also when this one is killed.

    Args:
        project: A folder of the repository.
        commit: Full id.

    Raises:
        CouldNotMeasureError: git cannot check it out.
    """
    folder = Path(tempfile.mkdtemp(prefix="sbir_base_"))
    tree = folder / "project"
    guard = subprocess.Popen(
        ["/bin/sh", "-c", _GUARD, "sh", str(project.absolute()), str(tree), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert guard.stdin is not None  # noqa: S101 (tells mypy what PIPE means)
    try:
        try:
            _git(project, "worktree", "prune")  # what a machine left when it was switched off
            _git(project, "worktree", "add", "--detach", str(tree), commit)
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", "") or str(error)
            raise CouldNotMeasureError(f"git cannot check out {commit}: {said}") from error
        yield tree
    finally:
        guard.stdin.close()
        guard.wait()


def _git(project: Path, *arguments: str) -> str:
    command = ["git", "-C", str(project), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
