"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that no one, at any moment, finds half of it.

    The text goes to a file beside it, which then takes its name; a kill in between leaves the old
    content. The next writing takes the same file beside it. A link stays one: the file it names is
    written. What is no file (/dev/null, a pipe) is written to and stays what it is.

    Raises:
        OSError: the folder cannot be written; it names the file asked for.
    """
    content = text.encode("utf-8")
    if path.exists() and not (path.is_file() or path.is_dir()):
        path.write_bytes(content)
        return
    target = path.resolve() if path.is_symlink() else path
    with _named(target):
        _beside(target, content).replace(target)


def copy_whole(content: bytes, modified_ns: int, path: Path) -> None:
    """Write a file in the same way, of given bytes and with a given time of its last change.

    Args:
        content: The bytes.
        modified_ns: Nanoseconds since 1970, as `os.stat_result.st_mtime_ns`.
        path: Where to.

    Raises:
        OSError: the folder cannot be written; it names the file asked for.
    """
    with _named(path):
        beside = _beside(path, content)
        os.utime(beside, ns=(modified_ns, modified_ns))
        beside.replace(path)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let an error be about the file that was asked for, and leave none beside it."""
    try:
        yield
    except OSError as error:
        with suppress(OSError):
            _name_beside(path).unlink()
        raise OSError(error.errno, error.strerror, str(path)) from error


def _beside(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _name_beside(path)
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _name_beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.unfinished")
