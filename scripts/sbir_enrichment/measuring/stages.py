"""Telling what the benchmark is doing: a line with a clock on a terminal, plain lines elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Stages:
    """Counts the stages done, on standard error.

    Args:
        total: How many stages there will be.
    """

    def __init__(self, total: int) -> None:
        self._console = Console(stderr=True)
        self._total = total
        self._done = 0

    def expect(self, more: int) -> None:
        """Count with more stages than was thought at first."""
        self._total += more

    @contextmanager
    def stage(self, name: str, shows_itself: bool = False) -> Iterator[None]:
        """Say what is being done while the block runs, then count it.

        Args:
            name: What is being done.
            shows_itself: Whether the block has a progress bar of its own; two would overwrite
                each other.
        """
        if shows_itself or not self._console.is_terminal:
            line = f"[{self._done + 1} of {self._total}] {name}"
            self._console.print(line, highlight=False, soft_wrap=True, markup=False)
            yield
        else:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            bar = Progress(*columns, TimeElapsedColumn(), console=self._console, transient=True)
            with bar:
                bar.add_task(name, total=self._total, completed=self._done)
                yield
        self._done += 1
