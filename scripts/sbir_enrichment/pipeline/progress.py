"""What a run shows while it lasts: how much is done, the rows of each table, the time left."""

import threading
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

ROWS = """
    select estimated_size
    from duckdb_tables()
    where database_name = current_database() and schema_name = ? and table_name in (?, ?)
    order by length(table_name) desc
    limit 1
"""


class RunProgress:
    """A bar on a terminal, lines in a file: the listener of a run's events.

    Args:
        console: Where it is shown.
        nodes: How many are to be run.
        expected_seconds: What each node took in an earlier run, by its id; without any, no time
            left is shown.
        threads: How many nodes run at a time.
    """

    def __init__(
        self, console: Console, nodes: int, expected_seconds: Mapping[str, float], threads: int
    ) -> None:
        self._console = console
        self._left = dict(expected_seconds)
        self._threads = threads
        self._rows = 0
        self._lock = threading.Lock()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[said]}"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("nodes", total=nodes, said="")

    def __enter__(self) -> Self:
        """Begin to show."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def say(self, line: str) -> None:
        """Show a line above the bar; a text of a file is no markup."""
        self._bar.console.print(Text(line))

    def finished(self, node: Any) -> None:  # noqa: ANN401 (an event's node)
        """Take in that a node came to its end."""
        rows = _rows_of(node) if node.resource_type == "model" else 0
        with self._lock:
            self._rows += rows
            self._left.pop(node.unique_id, None)
            left = sum(self._left.values()) / self._threads
            said = f"{self._rows:,} rows" + (f", about {left:.0f} s left" if left >= 1 else "")
        self._bar.update(self._task, advance=1, said=said)


def _rows_of(node: Any) -> int:  # noqa: ANN401 (an event's node)
    """Return the rows of the table that a model has made; DuckDB knows without counting."""
    relation = node.node_relation
    names = [relation.schema, relation.alias, f"{relation.alias}__unpublished"]
    # Not the node's own connection, which is closed by now.
    found = DuckDBConnectionManager.env().conn.cursor().execute(ROWS, names).fetchone()
    return int(found[0]) if found else 0


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._started = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Time by the clock so far."""
        return time.perf_counter() - self._started
