"""Telling how far the scoring has come: a bar on a terminal, a line now and then elsewhere."""

import time
from datetime import timedelta
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sbir_enrichment.dbt_invocation import Invocation

SECONDS_BETWEEN_LINES = 5.0


class ScoringProgress:
    """Counts pairs scored against all pairs to be scored.

    Args:
        pairs: how many pairs there are to score.
        invocation: the command that scores; when it is quiet there is no bar.
    """

    def __init__(self, pairs: int, invocation: Invocation) -> None:
        console = Console(stderr=True)
        self._has_bar = console.is_terminal and not invocation.is_quiet
        self._bar = Progress(
            TextColumn("name pairs"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not self._has_bar,
        )
        self._task = self._bar.add_task("scoring", total=pairs, rate="")
        self._pairs = pairs
        self._say = invocation.say
        self._started = self._last_said = time.monotonic()
        self.scored = 0

    def add(self, pairs: int) -> None:
        """Count pairs that have just been committed."""
        self.scored += pairs
        now = time.monotonic()
        rate = self.scored / max(now - self._started, 1e-9)
        self._bar.update(self._task, completed=self.scored, rate=f"{rate:,.0f} a second")
        if not self._has_bar and now - self._last_said >= SECONDS_BETWEEN_LINES:
            self._last_said = now
            left = timedelta(seconds=round((self._pairs - self.scored) / rate))
            self._say(
                f"name pairs: {self.scored:,} of {self._pairs:,} scored, "
                f"{rate:,.0f} a second, {left} left"
            )

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
        """Take the bar away."""
        self._bar.stop()
