"""What a run depends on: while it is the same, finished nodes need not be redone."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from sbir_enrichment.measuring.machine import PACKAGES
from sbir_enrichment.pipeline.sources import SourceFile

CODE = ("models", "macros", "seeds", "tests", "scripts/sbir_enrichment", "dbt_project.yml")
ENDINGS = {".sql", ".yml", ".py", ".csv", ".j2", ".md"}

NO_EFFECT = {"name_chunks", "name_chunk_memory_mb", "retry_attempts", "retry_wait_seconds"}
"""Settings that change how a run goes about it, and no figure."""


@dataclass(frozen=True)
class Fingerprint:
    """Hashes of the inputs, of settings that change figures, and of the code and its packages."""

    inputs: str
    settings: str
    code: str

    def changes_since(self, other: "Fingerprint") -> list[str]:
        """Return in words what differs from another."""
        before, now = asdict(other), asdict(self)
        return [part for part in now if now[part] != before[part]]


def take_fingerprint(
    project: Path, sources: Iterable[SourceFile], variables: Mapping[str, object]
) -> Fingerprint:
    """Return the fingerprint of a run.

    The paths of the inputs count as well as their contents, since the marts name them.

    Raises:
        OSError: a file of the project cannot be read.
    """
    settings = {name: value for name, value in variables.items() if name not in NO_EFFECT}
    settings["decisions_as_of"] = variables["decisions_as_of"] or f"{date.today():%F}"
    return Fingerprint(
        inputs=_hash([[one.source, str(one.path), one.content_hash] for one in sources]),
        settings=_hash(settings),
        code=_hash([[package, version(package)] for package in PACKAGES] + _code(project)),
    )


def _code(project: Path) -> list[list[str]]:
    files = sorted(
        path
        for part in CODE
        for path in (
            [project / part] if (project / part).is_file() else (project / part).rglob("*")
        )
        if path.suffix in ENDINGS and path.is_file()
    )
    return [
        [path.relative_to(project).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()]
        for path in files
    ]


def _hash(content: object) -> str:
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
