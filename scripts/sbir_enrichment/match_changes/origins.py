"""Where the matches of a build come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sbir_enrichment.match_changes.result import SourceFile


@dataclass(frozen=True)
class Origin:
    """A build by name, run, time and files; what is not known is None or empty.

    Attributes:
        label: The build in words.
        invocation_id: The dbt run that found its matches.
        built_at: When that run started, UTC, as `YYYY-MM-DD HH:MM:SS`.
    """

    label: str
    invocation_id: str | None = None
    built_at: str | None = None
    sources: tuple[SourceFile, ...] = ()


def source_files(described: Iterable[Mapping[str, Any]]) -> tuple[SourceFile, ...]:
    """Read what a build noted of its files."""
    return tuple(SourceFile(**file) for file in described)
