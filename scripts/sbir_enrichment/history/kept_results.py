"""Results that a report must not take the place of."""

from pathlib import Path

from sbir_enrichment.history.folders import READERS
from sbir_enrichment.history.problems import UnreadableEntryError
from sbir_enrichment.measuring.problems import MisuseError


def require_no_result(path: Path, option: str) -> None:
    """Raise MisuseError, naming the option, if a file to be written is a result or a baseline."""
    if not path.is_file():
        return
    content = path.read_bytes()
    for kind, read in READERS.items():
        try:
            read(content, path)
        except UnreadableEntryError:
            continue
        raise MisuseError(
            f"{option}: {path} holds a {kind} result, which would be lost; name another file"
        )
