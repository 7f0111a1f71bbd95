"""One result of the past, whatever command wrote it."""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sbir_enrichment.history.problems import UnreadableEntryError

Kind = Literal["benchmark", "quality"]
KINDS: tuple[Kind, ...] = ("benchmark", "quality")

# A run id becomes the name of a file.
_RUN_ID = re.compile(r"\w[\w-]{0,99}", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """One result.

    Attributes:
        kind: Which command wrote it.
        run_id: Unique among results of one kind.
        key: Under which it is archived: the run id, and for a baseline when it was pinned as well.
        started_at: In UTC.
        conditions: All that must be alike for two results to be held against each other, by name.
        label: The conditions in a few words.
        settings: A text that changes with the settings of the project; empty where not told.
        figures: By the name of the metric.
        models: Seconds by model; empty where models were not timed.
    """

    kind: Kind
    run_id: str
    key: str
    started_at: datetime
    conditions: Mapping[str, str]
    label: str
    settings: str
    figures: Mapping[str, float]
    models: Mapping[str, float]

    @property
    def is_pinned(self) -> bool:
        """Whether this is a baseline, made of a result that may stand elsewhere."""
        return self.key != self.run_id

    @property
    def series(self) -> str:
        """A short text that only entries of like conditions share."""
        told = json.dumps([self.kind, sorted(self.conditions.items())])
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def check(self, path: Path) -> None:
        """Raise UnreadableEntryError, naming the file, for an id or a figure that cannot be one."""
        if not _RUN_ID.fullmatch(self.key):
            raise UnreadableEntryError(f"{path}: run_id {self.run_id!r} can be no file name")
        for name, value in (*self.figures.items(), *self.models.items()):
            if not math.isfinite(value) or value < 0:
                raise UnreadableEntryError(f"{path}: {name} is {value}, which is no figure")


def parse_time(text: str, path: Path) -> datetime:
    """Read when a run started; a time without a zone is UTC.

    Raises:
        UnreadableEntryError: it is no time.
    """
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise UnreadableEntryError(f"{path}: started_at {text!r} is no time") from error
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)


def flatten(value: object, name: str = "") -> dict[str, str]:
    """Return the leaves of a JSON value as texts by their dotted names."""
    if isinstance(value, Mapping):
        parts = {str(key): part for key, part in value.items()}
    elif isinstance(value, list | tuple):
        parts = {str(number): part for number, part in enumerate(value, start=1)}
    else:
        return {name: "-" if value is None else str(value)}
    return {
        leaf: text
        for key, part in parts.items()
        for leaf, text in flatten(part, f"{name}.{key}" if name else key).items()
    }
