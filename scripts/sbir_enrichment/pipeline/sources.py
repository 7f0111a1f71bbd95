"""The files that a run reads."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.input_files.locations import locate
from sbir_enrichment.input_files.requests import InputRequest
from sbir_enrichment.pipeline.problems import PreflightError

SETTINGS = {
    "sbir_award_data": ("sbir.award_data", False),
    "usaspending_recipient_lookup": ("usaspending.recipient_lookup", False),
    "usaspending_prime_awards": ("usaspending.prime_awards", True),
}
"""The source that each setting names, and whether it may be left empty."""


@dataclass(frozen=True)
class SourceFile:
    """One file: the source that it belongs to, where it is, its size and the SHA-256 of it."""

    source: str
    path: Path
    bytes: int
    content_hash: str


def read_sources(variables: Mapping[str, object]) -> tuple[SourceFile, ...]:
    """Find every file that the settings name, and read it once for its hash.

    Raises:
        PreflightError: a file is missing, empty or cannot be read; all such are named.
    """
    problems: list[str] = []
    files: list[SourceFile] = []
    for setting, (source, may_be_empty) in SETTINGS.items():
        found = locate(InputRequest(source, setting, str(variables[setting]), may_be_empty))
        if found.problem:
            problems.append(found.problem)
        for path in found.paths:
            try:
                files.append(_read(source, path))
            except OSError as error:
                problems.append(f"{setting}: {path} cannot be read: {error.strerror or error}.")
    problems += [f"{file.source}: {file.path} is empty." for file in files if not file.bytes]
    if problems:
        raise PreflightError("\n".join(problems))
    return tuple(files)


def _read(source: str, path: Path) -> SourceFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return SourceFile(source, path, file.tell(), digest)
