"""How busy the machine is with work of others: a build beside which others work tells little."""

import os
import time
from dataclasses import dataclass, field

import psutil

_WORKING = ("user", "nice", "system", "irq", "softirq", "steal")
"""Of a virtual machine, `steal` is what its host gave to others."""


def busy_seconds() -> float:
    """Return the processor time of the whole machine since it was started, idle time left out."""
    times = psutil.cpu_times()
    return float(sum(getattr(times, kind, 0.0) for kind in _WORKING))


@dataclass(frozen=True)
class OtherWork:
    """Looks at the machine when it is made, and tells what others have used since."""

    busy: float = field(default_factory=busy_seconds)
    own: float = field(default_factory=time.process_time)
    clock: float = field(default_factory=time.perf_counter)

    def share(self, cpu_seconds: float) -> float:
        """Return the share of all processors, 0 to 1, that neither we nor our command used.

        Args:
            cpu_seconds: Processor time of the command that was measured.
        """
        own = time.process_time() - self.own + cpu_seconds
        possible = (time.perf_counter() - self.clock) * (os.cpu_count() or 1)
        others = busy_seconds() - self.busy - own
        return min(max(others / possible, 0.0), 1.0) if possible > 0 else 0.0
