"""Looking, before a run begins, whether it can come to its end."""

import os
import re
import resource
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psutil

from sbir_enrichment.pipeline.estimates import Needs, estimate_needs
from sbir_enrichment.pipeline.problems import PreflightError, TransientError
from sbir_enrichment.pipeline.sources import SourceFile
from sbir_enrichment.settings.sizes import in_bytes

MIB = 1024**2
PACKED = 4
"""A packed file holds about so many times its size."""


@dataclass(frozen=True)
class Room:
    """What there is, in bytes: memory that the process may take, and disk beside the database."""

    memory: int
    disk: int


@dataclass(frozen=True)
class Preflight:
    """What was found: the files that the run reads, what it needs, and what there is."""

    files: tuple[Path, ...]
    input_bytes: int
    needs: Needs
    room: Room


def look_over(sources: tuple[SourceFile, ...], database: Path, memory_limit: str) -> Preflight:
    """Find out whether a run can be expected to come to its end.

    Raises:
        PreflightError: it cannot; each reason is a line that says how to mend it.
        TransientError: another process holds the database; who, is said.
    """
    check_lock(database)
    input_bytes = sum(_unpacked(source.path, source.bytes) for source in sources)
    needs = estimate_needs(input_bytes, _size(database), memory_limit)
    room = find_room(database)
    problems = []
    if in_bytes(memory_limit) < needs.least_memory_limit:
        problems.append(
            f"SBIR_MEMORY_LIMIT is {memory_limit}; files of {_mib(input_bytes)} need at least "
            f"{_mib(needs.least_memory_limit)}."
        )
    if room.memory < needs.memory:
        problems.append(
            f"About {_mib(needs.memory)} of memory are needed and {_mib(room.memory)} are free: "
            "lower SBIR_MEMORY_LIMIT, or make room."
        )
    if room.disk < needs.disk:
        problems.append(
            f"About {_mib(needs.disk)} of disk are needed beside {database} and {_mib(room.disk)} "
            "are free: make room, or name another SBIR_DUCKDB_PATH."
        )
    if problems:
        raise PreflightError("\n".join(problems))
    return Preflight(tuple(source.path for source in sources), input_bytes, needs, room)


def find_room(database: Path) -> Room:
    """Find out how much memory and disk there is."""
    return Room(memory=_free_memory(), disk=shutil.disk_usage(database.absolute().parent).free)


def check_lock(database: Path) -> None:
    """Find out whether the database can be written.

    Raises:
        PreflightError: the file is no database.
        TransientError: another process holds it.
    """
    if not database.exists():
        return
    try:
        duckdb.connect(str(database)).close()
    except duckdb.IOException as error:
        if "lock" not in str(error).lower():
            raise PreflightError(f"{database} cannot be opened: {error}") from error
        raise TransientError(f"{database} is open for writing{_holder(str(error))}.") from error
    except duckdb.Error as error:
        raise PreflightError(f"{database} cannot be opened: {error}") from error


def _holder(message: str) -> str:
    found = re.search(r"\(PID (\d+)\)", message)
    if not found:
        return " by another process"
    with suppress(psutil.Error):
        command = " ".join(psutil.Process(int(found[1])).cmdline())[:200]
        return f" by process {found[1]}: {command}"
    return f" by process {found[1]}"


def _unpacked(path: Path, size: int) -> int:
    return size * PACKED if path.suffix.lower() in {".gz", ".parquet"} else size


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _free_memory() -> int:
    """Return what this process may still take: of the machine, of its cgroup, of its own limit."""
    free = [psutil.virtual_memory().available]
    for limit, used in (
        ("memory.max", "memory.current"),
        ("memory.limit_in_bytes", "memory.usage_in_bytes"),
    ):
        with suppress(OSError, ValueError):
            folder = _cgroup()
            free.append(int((folder / limit).read_text()) - int((folder / used).read_text()))
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY:
        free.append(soft - psutil.Process(os.getpid()).memory_info().vms)
    return min(free)


def _cgroup() -> Path:
    line = Path("/proc/self/cgroup").read_text(encoding="ascii").splitlines()[-1]
    return Path("/sys/fs/cgroup") / line.rpartition(":")[2].lstrip("/")


def _mib(size: int) -> str:
    return f"{size / MIB:,.0f} MiB"
