"""The results there are, in the archive and where commands write them."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.benchmark_results.files import RESULTS
from sbir_enrichment.benchmark_results.sizes import holds_sizes
from sbir_enrichment.history.benchmark_entries import read_benchmark
from sbir_enrichment.history.entries import Entry, Kind
from sbir_enrichment.history.problems import UnreadableEntryError
from sbir_enrichment.history.quality_entries import read_quality
from sbir_enrichment.quality_report.kept_reports import FOLDER as QUALITY_REPORTS

MOST_BYTES = 100_000_000
"""A result has less than one hundredth of it."""

READERS: dict[Kind, Callable[[bytes, Path], Entry]] = {
    "benchmark": read_benchmark,
    "quality": read_quality,
}


@dataclass(frozen=True)
class Folders:
    """Where results are.

    Attributes:
        archive: Holds a folder for each kind.
        benchmarks: Where `benchmark_enrichment.py` writes.
        quality: Where `validate_enrichment_quality.py` writes.
    """

    archive: Path = Path("reports/archive")
    benchmarks: Path = RESULTS
    quality: Path = QUALITY_REPORTS

    def written(self, kind: Kind) -> Path:
        """Return where results of a kind are written."""
        return {"benchmark": self.benchmarks, "quality": self.quality}[kind]

    def archived(self, kind: Kind) -> Path:
        """Return where results of a kind are archived."""
        return self.archive / kind


@dataclass(frozen=True)
class Found:
    """A result, and the file it stands in."""

    entry: Entry
    path: Path
    content: bytes
    modified_ns: int


@dataclass(frozen=True)
class Skipped:
    """A file that is no result, and why."""

    path: Path
    why: str


@dataclass(frozen=True)
class Contents:
    """What a folder holds, by the names of its files."""

    found: tuple[Found, ...]
    skipped: tuple[Skipped, ...]


def read_folder(folder: Path, kind: Kind) -> Contents:
    """Read every JSON file of a folder; no folder has no file, and one that is shut is skipped."""
    found, skipped = [], []
    try:
        # Not glob: it finds nothing in a folder that cannot be read.
        names = sorted(name for name in os.listdir(folder) if name.endswith(".json"))  # noqa: PTH208
    except FileNotFoundError:
        names = []
    except OSError as error:
        return Contents((), (Skipped(folder, f"{folder}: {error.strerror}"),))
    for path in (folder / name for name in names):
        content = b""
        try:
            content, modified_ns = _read(path)
            found.append(Found(READERS[kind](content, path), path, content, modified_ns))
        except OSError as error:
            skipped.append(Skipped(path, f"{path}: {error.strerror}"))
        except UnreadableEntryError as error:
            # The results of several sizes stand in files of their own as well.
            if not holds_sizes(content):
                skipped.append(Skipped(path, str(error)))
    return Contents(tuple(found), tuple(skipped))


def read_archive(folder: Path, kind: Kind) -> Contents:
    """Read the archive; a file that is not named as the run in it is skipped as well."""
    contents = read_folder(folder, kind)
    misnamed = tuple(
        Skipped(each.path, f"{each.path} holds the run {each.entry.key}: the name is another's")
        for each in contents.found
        if each.path.stem != each.entry.key
    )
    named = {each.path for each in misnamed}
    found = tuple(each for each in contents.found if each.path not in named)
    return Contents(found, contents.skipped + misnamed)


def read_files(folders: Folders, kinds: Iterable[Kind]) -> Contents:
    """Read archive and written results, each once, the archived file where there are both.

    The oldest comes first; a run and a baseline made of it are two.
    """
    files: dict[tuple[Kind, str], Found] = {}
    skipped: list[Skipped] = []
    for kind in kinds:
        archived = read_archive(folders.archived(kind), kind)
        written = read_folder(folders.written(kind), kind)
        skipped += [*archived.skipped, *written.skipped]
        for each in (*archived.found, *written.found):
            files.setdefault((kind, each.entry.key), each)
    found = sorted(
        files.values(), key=lambda each: (each.entry.started_at, each.entry.kind, each.entry.key)
    )
    return Contents(tuple(found), tuple(skipped))


def read_runs(folders: Folders, kinds: Iterable[Kind]) -> Contents:
    """Read the same, but each run once: of a baseline whose result is there, only the result."""
    files = read_files(folders, kinds)
    runs: dict[tuple[Kind, str], Found] = {}
    for each in sorted(files.found, key=lambda found: found.entry.is_pinned):
        runs.setdefault((each.entry.kind, each.entry.run_id), each)
    kept = {each.path for each in runs.values()}
    return Contents(tuple(each for each in files.found if each.path in kept), files.skipped)


def _read(path: Path) -> tuple[bytes, int]:
    """Return the bytes of a file and when they changed last."""
    # A pipe would be waited for, a device never end.
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UnreadableEntryError(f"{path} is no ordinary file")
    with path.open("rb") as file:
        facts = os.fstat(file.fileno())
        if facts.st_size > MOST_BYTES:
            raise UnreadableEntryError(
                f"{path} is of {facts.st_size:,} bytes: too large for a result"
            )
        return file.read(), facts.st_mtime_ns
