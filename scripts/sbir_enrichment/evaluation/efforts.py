"""What work cost: wall time, and processor time, which a busy machine does not stretch."""

import os
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Seconds on the clock and seconds of all processors, of children that ended as well."""

    seconds: float
    cpu_seconds: float


def now() -> Effort:
    """Return where both clocks stand."""
    spent = os.times()
    cpu = spent.user + spent.system + spent.children_user + spent.children_system
    return Effort(seconds=time.perf_counter(), cpu_seconds=cpu)


def since(start: Effort) -> Effort:
    """Return what has passed on both clocks, to hundredths."""
    end = now()
    return Effort(
        seconds=round(end.seconds - start.seconds, 2),
        cpu_seconds=round(end.cpu_seconds - start.cpu_seconds, 2),
    )
