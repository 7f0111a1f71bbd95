"""A small disk to fill, which needs root."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MIB = 1024**2
ROOMY = 4096


@dataclass(frozen=True)
class SmallDisk:
    """A disk in memory, mounted in a folder."""

    folder: Path

    def leave_free(self, size: int) -> None:
        """Make the disk so small that so many bytes are free."""
        used = shutil.disk_usage(self.folder).used
        self._resize((used + size) // MIB + 1)

    def make_room(self) -> None:
        """Make the disk large."""
        self._resize(ROOMY)

    def _resize(self, mib: int) -> None:
        options = f"remount,size={mib}m"
        subprocess.run(["mount", "-o", options, str(self.folder)], check=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk | None]:
    """Mount a disk in a folder, with the files that are there; None where that is not allowed.

    At the end the files are in the folder again, on its own disk.
    """
    if os.geteuid() != 0 or not shutil.which("mount"):
        yield None
        return
    aside = folder.with_name(f"{folder.name}_aside")
    shutil.copytree(folder, aside, dirs_exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOMY}m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        shutil.rmtree(aside)
        yield None
        return
    try:
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        yield SmallDisk(folder)
        shutil.copytree(folder, aside, dirs_exist_ok=True)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        shutil.rmtree(folder)
        aside.rename(folder)
