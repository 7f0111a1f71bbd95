"""Files that a command is to write, looked at before anything costs time."""

import os
from pathlib import Path

from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.measuring.work_folders import require_writable

LONGEST_NAME = 240
"""In bytes: file systems take 255, and a file is written under a name of 12 more."""


def require_output(path: Path, option: str) -> None:
    """Raise MisuseError, naming the option and saying why, if a file cannot be written."""
    if len(os.fsencode(path.name)) > LONGEST_NAME:
        raise MisuseError(f"{option}: the name {path.name[:20]}... is too long; give a shorter one")
    if path.is_dir():
        raise MisuseError(f"{option}: {path} is a folder; name the file to write")
    if path.exists() and not path.is_file():
        return
    try:
        require_writable(path.parent)
    except MisuseError as error:
        raise MisuseError(f"{option}: {error}; name a file elsewhere") from error
