"""The archive: what was written once stays, under the id of its run, byte by byte."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.history.entries import KINDS
from sbir_enrichment.history.folders import Folders, Found, Skipped, read_folder
from sbir_enrichment.history.problems import CouldNotWriteError
from sbir_enrichment.measuring.whole_files import copy_whole


@dataclass(frozen=True)
class Archived:
    """What became of each result.

    Attributes:
        added: Copies made now.
        already: How many were there before, the same byte by byte.
        refused: Results whose id stands in the archive with other content.
        skipped: Files that are no results.
    """

    added: tuple[Path, ...]
    already: int
    refused: tuple[Skipped, ...]
    skipped: tuple[Skipped, ...]


def archive_results(folders: Folders) -> Archived:
    """Copy every result that the archive does not have yet, with the time of its last change.

    Raises:
        CouldNotWriteError: the archive cannot be written, or another process is at it.
    """
    added: list[Path] = []
    refused: list[Skipped] = []
    skipped: list[Skipped] = []
    already = 0
    for kind in KINDS:
        contents = read_folder(folders.written(kind), kind)
        skipped += contents.skipped
        if not contents.found:
            continue
        with _sole_use(folders.archive):
            for result in contents.found:
                copy = folders.archived(kind) / f"{result.entry.key}.json"
                before = _content(copy)
                if before is None:
                    copy_whole(result.content, result.modified_ns, copy)
                    added.append(copy)
                elif before == result.content:
                    already += 1
                else:
                    refused.append(_refusal(result, copy))
    return Archived(tuple(added), already, tuple(refused), tuple(skipped))


def _content(copy: Path) -> bytes | None:
    try:
        return copy.read_bytes()
    except FileNotFoundError:
        return None


def _refusal(result: Found, copy: Path) -> Skipped:
    why = (
        f"{result.path}: run {result.entry.key} stands in {copy} with other content; the archive "
        "keeps what it has. If this is another run, give it a run_id of its own"
    )
    return Skipped(result.path, why)


@contextmanager
def _sole_use(folder: Path) -> Iterator[None]:
    """Let one process at a time add to the archive; the lock goes with it, even if killed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise CouldNotWriteError(
            f"the archive {folder} cannot be written: {error.strerror}"
        ) from error
