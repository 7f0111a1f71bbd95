"""Watching a process tree and a spill folder while something runs."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from sbir_enrichment.measuring.process_trees import TreeReading, folder_bytes, read_tree

SAMPLE_SECONDS = 0.1
"""Between two looks. A look costs less than 1 ms; a peak shorter than this can be missed."""

LOOKS_PER_PSS = 10
"""Proportional memory is asked for at every tenth look only: it costs too much to ask always."""


@dataclass(frozen=True)
class Look:
    """One look at the tree.

    Attributes:
        at: When it ended, in seconds of `time.monotonic`, which all processes of a machine share.
        rss_bytes: Resident memory of the tree.
        spill_bytes: Files in the spill folder.
    """

    at: float
    rss_bytes: int
    spill_bytes: int


@dataclass(frozen=True)
class Peaks:
    """The most that was seen of each; zero or None as long as nothing was.

    Attributes:
        samples: How many looks.
        rss_bytes: Resident memory of the tree; shared pages count for each process.
        pss_bytes: Proportional memory of the tree; None where the system does not tell.
        high_water_bytes: The kernel's peak of the first process alone, as last read.
        spill_bytes: Files in the spill folder.
        cpu_seconds: Processor time of every process seen, each as last read.
    """

    samples: int = 0
    rss_bytes: int = 0
    pss_bytes: int | None = None
    high_water_bytes: int | None = None
    spill_bytes: int = 0
    cpu_seconds: float = 0.0


class TreeSampler:
    """Looks at a process tree again and again, in a thread, for as long as the block runs.

    It works for a process that was started and for one's own (`os.getpid()`) alike.

    Args:
        process_id: The root of the tree.
        spill_folder: Where the tree writes what does not fit into memory; it need not exist.
        sample_seconds: Time between two looks; proportional memory is read at every tenth.
        on_look: Is told of every look, in the thread that looks.
    """

    def __init__(
        self,
        process_id: int,
        spill_folder: Path | None = None,
        sample_seconds: float = SAMPLE_SECONDS,
        on_look: Callable[[Look], None] | None = None,
    ) -> None:
        self._process_id = process_id
        self._on_look = on_look
        self._spill_folder = spill_folder
        self._sample_seconds = sample_seconds
        self._cpu_seconds: dict[tuple[int, float], float] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="tree sampler", daemon=True)
        self._failure: Exception | None = None
        self.peaks = Peaks()

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop watching; raise what went wrong while looking, for half a measurement is none."""
        self._stop.set()
        self._thread.join()
        if self._failure and error is None:
            raise self._failure

    def _watch(self) -> None:
        try:
            root = psutil.Process(self._process_id)
            while not self._stop.is_set():
                with_pss = self.peaks.samples % LOOKS_PER_PSS == 0
                self._take_in(read_tree(root, with_pss))
                self._stop.wait(self._sample_seconds)
        except psutil.NoSuchProcess:
            return  # it ended before the block did
        except Exception as failure:  # a thread's own errors would be lost
            self._failure = failure

    def _take_in(self, reading: TreeReading) -> None:
        self._cpu_seconds |= reading.cpu_seconds
        spilled = folder_bytes(self._spill_folder) if self._spill_folder else 0
        self.peaks = Peaks(
            samples=self.peaks.samples + 1,
            rss_bytes=max(self.peaks.rss_bytes, reading.rss_bytes),
            pss_bytes=_higher(self.peaks.pss_bytes, reading.pss_bytes),
            high_water_bytes=_higher(self.peaks.high_water_bytes, reading.high_water_bytes),
            spill_bytes=max(self.peaks.spill_bytes, spilled),
            cpu_seconds=sum(self._cpu_seconds.values()),
        )
        if self._on_look:
            self._on_look(Look(time.monotonic(), reading.rss_bytes, spilled))


def _higher(before: int | None, now: int | None) -> int | None:
    known = [value for value in (before, now) if value is not None]
    return max(known, default=None)
