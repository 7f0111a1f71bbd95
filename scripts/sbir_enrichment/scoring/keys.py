"""By which settings and which code similarities were made: those made by others are stale."""

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from sbir_enrichment.scoring import similarities

# DuckDB too: the checks of stored rows are made by its hash(), which may change between versions.
LIBRARIES = ("duckdb", "numpy", "pyarrow", "rapidfuzz")


@dataclass(frozen=True)
class ScoringKeys:
    """The keys under which similarities are kept, as hexadecimal digits.

    Attributes:
        settings_hash: of what is measured: each measure, what it compares, the digits kept. How the
            work is cut into chunks changes no figure, and is no part of it.
        code_hash: of the scorer's source and the versions of the libraries it calls.
    """

    settings_hash: str
    code_hash: str


def current_keys() -> ScoringKeys:
    """Return the keys of the scorer as it is installed now."""
    measured = [(measure.name, measure.compares) for measure in similarities.MEASURES]
    settings = json.dumps([measured, similarities.DIGITS])
    versions = json.dumps({library: version(library) for library in LIBRARIES})
    source = Path(similarities.__file__).read_text(encoding="utf-8")
    return ScoringKeys(_hash(settings), _hash(source + versions))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
