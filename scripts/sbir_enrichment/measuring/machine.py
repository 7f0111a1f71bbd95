"""Where a measurement was made: figures compare only with figures of the same machine."""

import os
import platform
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psutil

PACKAGES = ("dbt-core", "dbt-duckdb", "duckdb", "rapidfuzz")


@dataclass(frozen=True)
class Machine:
    """The machine, and the software that does the work on it."""

    processor: str
    cores: int
    memory_bytes: int
    system: str
    python: str
    packages: dict[str, str]


@dataclass(frozen=True)
class Revision:
    """The commit of the project, and whether files that git follows differ from it."""

    commit: str
    is_changed: bool


def describe_machine() -> Machine:
    """Return what this process runs on."""
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_bytes=psutil.virtual_memory().total,
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        python=platform.python_version(),
        packages={package: version(package) for package in PACKAGES},
    )


def describe_revision(folder: Path) -> Revision | None:
    """Return the commit checked out in a folder; None where there is no git or no commit."""
    try:
        commit = _git(folder, "rev-parse", "HEAD")
        changes = _git(folder, "status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return None
    return Revision(commit=commit, is_changed=bool(changes))


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
