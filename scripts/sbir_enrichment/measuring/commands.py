"""Running a command and saying what it cost."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.measuring.guarded_groups import guarded_group
from sbir_enrichment.measuring.sampling import SAMPLE_SECONDS, Look, Peaks, TreeSampler


@dataclass(frozen=True)
class Command:
    """What is to be run.

    Attributes:
        arguments: The program and its arguments.
        folder: Where it runs.
        environment: All of its environment.
        output: The file that takes all it prints.
        spill_folder: Where it writes what does not fit into memory, if it does.
    """

    arguments: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    output: Path
    spill_folder: Path | None = None


@dataclass(frozen=True)
class Cost:
    """What one command cost, from its start to its end.

    Attributes:
        exit_code: Its exit code; negative is the signal that ended it.
        wall_seconds: Time by the clock.
        cpu_seconds: User and system time of the command and its descendants: what the kernel
            counted for those that were waited for, or what was sampled, whichever is more.
        peaks: Memory and spilled data.
    """

    exit_code: int
    wall_seconds: float
    cpu_seconds: float
    peaks: Peaks

    @property
    def peak_bytes(self) -> int:
        """The most memory: of the whole tree as sampled, or of the first process by the kernel."""
        return max(self.peaks.rss_bytes, self.peaks.high_water_bytes or 0)


def measure_command(
    command: Command,
    sample_seconds: float = SAMPLE_SECONDS,
    on_look: Callable[[Look], None] | None = None,
) -> Cost:
    """Run a command to its end and measure it; it and its children die with this process.

    Args:
        command: What to run.
        sample_seconds: Time between two looks at its memory.
        on_look: Is told of every look, in another thread; none comes after this has returned.

    Raises:
        OSError: the command cannot be started, or the output file not be written.
    """
    with command.output.open("wb") as printed, guarded_group() as group:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            cwd=command.folder,
            env=dict(command.environment),
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            process_group=group,
        )
        watched = (process.pid, command.spill_folder, sample_seconds, on_look)
        with TreeSampler(*watched) as sampler:
            # Not process.wait(): only this says what the kernel counted for this command alone.
            _, status, usage = os.wait4(process.pid, 0)
            ended = time.perf_counter()
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        exit_code=process.returncode,
        wall_seconds=ended - started,
        cpu_seconds=max(usage.ru_utime + usage.ru_stime, sampler.peaks.cpu_seconds),
        peaks=sampler.peaks,
    )
