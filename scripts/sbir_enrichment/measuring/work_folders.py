"""Folders that a benchmark works in, alone."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sbir_enrichment.measuring.problems import MisuseError


@contextmanager
def sole_use(folder: Path, remedy: str) -> Iterator[None]:
    """Keep other benchmarks out of a folder; the lock goes with the process, even if killed.

    Args:
        folder: It must exist.
        remedy: What to do, said when the folder is in use.

    Raises:
        MisuseError: another benchmark works there.
    """
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise MisuseError(f"another benchmark works in {folder}; {remedy}") from error
        yield


def empty_folder(folder: Path) -> Path:
    """Make a folder, or empty the one that is there, and return it."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def require_writable(folder: Path) -> None:
    """Raise MisuseError, saying why, if nothing can be written to a folder; make it if need be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".can_be_written"
        probe.touch()
        probe.unlink()
    except OSError as error:
        # Said of a file where the folder should be, as if that were no trouble.
        why = "it is a file" if isinstance(error, FileExistsError) else error.strerror
        raise MisuseError(f"cannot write to the folder {folder}: {why}") from error
