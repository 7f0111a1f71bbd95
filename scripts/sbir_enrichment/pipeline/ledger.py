"""What of a run is done, written as it is done: a file beside the database, a line for a node."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sbir_enrichment.pipeline.fingerprint import Fingerprint


@dataclass(frozen=True)
class FinishedNode:
    """A node that came out well.

    Attributes:
        unique_id: dbt's name of it.
        seconds: Time by the clock.
    """

    unique_id: str
    seconds: float


@dataclass(frozen=True)
class Ledger:
    """What is known of the last run.

    Attributes:
        fingerprint: What it depended on.
        finished: Every node that came out well, by its id.
        commands: Every command of dbt that belongs to the run, by its invocation id.
        is_published: Whether it came to its end, all of its marts published.
    """

    fingerprint: Fingerprint
    finished: Mapping[str, FinishedNode] = field(default_factory=dict)
    commands: frozenset[str] = frozenset()
    is_published: bool = False


def ledger_path(database: Path) -> Path:
    """Return where the ledger of a database stands."""
    return database.with_name(f"{database.name}.run.jsonl")


def read_ledger(path: Path) -> Ledger | None:
    """Read a ledger; None where there is none or its first line cannot be read.

    A line that was cut off by a kill counts as not written, and so does what follows it.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    entries = list(_entries(lines))
    try:
        fingerprint = Fingerprint(**entries[0]["fingerprint"])
        finished = [FinishedNode(**entry["node"]) for entry in entries[1:] if "node" in entry]
    except (IndexError, KeyError, TypeError):
        return None
    return Ledger(
        fingerprint=fingerprint,
        finished={node.unique_id: node for node in finished},
        commands=frozenset(entry["command"] for entry in entries[1:] if "command" in entry),
        is_published=any(entry.get("published") for entry in entries[1:]),
    )


def _entries(lines: list[str]) -> list[dict[str, Any]]:
    entries = []
    for line in lines:
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            break
        if not isinstance(entry, dict):
            break
        entries.append(entry)
    return entries


class LedgerWriter:
    """Writes a ledger, a line at a time.

    Args:
        path: The file.
        ledger: What is done already: a new run begins with none, a resumed one with what it keeps.
    """

    def __init__(self, path: Path, ledger: Ledger) -> None:
        self._path = path
        self._ledger = ledger

    def __enter__(self) -> Self:
        """Write what is done already, in place of what stood there."""
        beside = self._path.with_name(f".{self._path.name}.unfinished")
        self._file = beside.open("w", encoding="utf-8")
        self._write({"fingerprint": asdict(self._ledger.fingerprint)})
        for command in sorted(self._ledger.commands):
            self._write({"command": command})
        for node in self._ledger.finished.values():
            self._write({"node": asdict(node)})
        self._sync()
        beside.replace(self._path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._file.close()

    def begin(self, invocation_id: str) -> None:
        """Note that a command of dbt belongs to this run, before it writes anything."""
        self._write({"command": invocation_id})
        self._sync()

    def finish(self, node: FinishedNode) -> None:
        """Note that a node came out well. On disk at once for a model, soon for a test."""
        self._write({"node": asdict(node)})
        if not node.unique_id.startswith("test."):  # a lost line of a test costs milliseconds
            self._sync()

    def publish(self) -> None:
        """Note that all marts are published."""
        self._write({"published": True})
        self._sync()

    def _write(self, entry: dict[str, Any]) -> None:
        self._file.write(json.dumps(entry) + "\n")
        self._file.flush()

    def _sync(self) -> None:
        os.fsync(self._file.fileno())
