"""Telling how far the work has come: a bar on a terminal, a line per stage elsewhere."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class RowProgress:
    """Counts rows written against all rows to be written, on standard error.

    Args:
        rows: how many rows there will be in all files together.
    """

    def __init__(self, rows: int) -> None:
        self._console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("rows"),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task("starting", total=rows)
        self._rows = rows
        self.written = 0

    def stage(self, name: str) -> None:
        """Say what is being written from now on."""
        self._bar.update(self._task, description=name)
        if not self._console.is_terminal:
            line = f"{name} ({self.written:,} of {self._rows:,} rows written)"
            self._console.print(line, highlight=False, soft_wrap=True)

    def add(self, rows: int) -> None:
        """Count rows that have just been written."""
        self.written += rows
        self._bar.update(self._task, completed=self.written)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away, leaving its last state on the terminal."""
        self._bar.stop()
