"""Files that are there whole or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that no one, at any moment, finds half of it.

    The text goes to a file beside it, which then takes its name; a kill in between leaves the old
    content. The next writing takes the same file beside it. A link stays one: the file it names is
    written. What is no file (/dev/null, a pipe) is written to and stays what it is.

    Raises:
        OSError: the folder cannot be written.
    """
    content = text.encode("utf-8")
    if path.exists() and not (path.is_file() or path.is_dir()):
        path.write_bytes(content)
        return
    target = path.resolve()
    _beside(target, content).replace(target)


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
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.unfinished")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return beside
