"""Files that are there whole or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that no one, at any moment, finds half of it.

    The text goes to a file beside it, which then takes its name; a kill in between leaves the old
    content. The next writing takes the same file beside it.

    Raises:
        OSError: the folder cannot be written, or the path is that of a folder.
    """
    _beside(path, text.encode("utf-8")).replace(path)


def copy_whole(content: bytes, modified_ns: int, path: Path) -> None:
    """Write a file in the same way, of given bytes and with a given time of its last change.

    Args:
        content: The bytes.
        modified_ns: Nanoseconds since 1970, as `os.stat_result.st_mtime_ns`.
        path: Where to.

    Raises:
        OSError: the folder cannot be written.
    """
    beside = _beside(path, content)
    os.utime(beside, ns=(modified_ns, modified_ns))
    beside.replace(path)


def _beside(path: Path, content: bytes) -> Path:
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder; name the file to write")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.unfinished")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return beside
