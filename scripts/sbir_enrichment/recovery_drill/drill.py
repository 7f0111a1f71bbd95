"""Cutting runs off and looking at what is left."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sbir_enrichment.recovery_drill.disks import small_disk
from sbir_enrichment.recovery_drill.redone import count_finished, redone_nodes, run_of
from sbir_enrichment.recovery_drill.site import Site

HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print(flush=True); input()"
WAITS = "Trying again"
DONE_BEFORE_FULL = 100  # nodes
LONGEST_WAIT, LOOK_EVERY = 300.0, 0.1  # seconds


@dataclass(frozen=True)
class Finding:
    """What one cut showed.

    Attributes:
        cut: How the run was cut off.
        nodes_done: How many nodes were done by then.
        marts_whole: Whether the marts were those of one run.
        resumed_alike: Whether they came out as of an undisturbed run.
        nodes_redone: Nodes run again although they were done.
        problem: What else went wrong.
    """

    cut: str
    nodes_done: int
    marts_whole: bool
    resumed_alike: bool
    nodes_redone: tuple[str, ...]
    problem: str = ""

    @property
    def is_good(self) -> bool:
        """Whether all is as it should be."""
        return self.marts_whole and self.resumed_alike and not (self.nodes_redone or self.problem)


class Drill:
    """A drill on one site.

    Args:
        site: Where.
        say: Takes a line as soon as there is something to say.
    """

    def __init__(self, site: Site, say: Callable[[str], None]) -> None:
        self._site = site
        self._say = say
        self._undisturbed: dict[int, dict[str, str]] = {}
        self._seconds = 0.0
        self._published = 0
        self._run_before = ""

    def prepare(self) -> None:
        """Make the data, and run both data sets undisturbed.

        Raises:
            RuntimeError: an undisturbed run failed.
        """
        self._site.generate()
        # Twice each: what changed since the run before is published too, and must be alike later.
        for data_set in (1, 2, 1, 2):
            self._site.use(data_set)
            started = time.perf_counter()
            if self._site.start().wait() != 0:
                raise RuntimeError(f"an undisturbed run failed: see {self._site.folder}/run.log")
            self._seconds = time.perf_counter() - started
            self._undisturbed[data_set] = self._site.marts()
            self._published = data_set
        self._say(f"undisturbed: {self._seconds:.1f} s")

    def kill(self, moment: float) -> Finding:
        """Kill a run at a share, 0 to 1, of the time that an undisturbed one takes; resume it."""
        data_set = self._next_data()
        run = self._site.start()
        try:
            run.wait(timeout=moment * self._seconds)
        except subprocess.TimeoutExpired:
            run.kill()
        run.wait()
        return self._look_and_resume(f"kill -9 after {moment:.0%} of the time", data_set)

    def fill_disk(self) -> Finding | None:
        """Let a run meet a full disk, make room, resume it; None where no disk may be mounted."""
        data_set = self._next_data()
        with small_disk(self._site.database.parent) as disk:
            if disk is None:
                self._published = 3 - data_set
                return None
            run = self._site.start()
            self._wait(run, lambda: self._nodes_done() >= DONE_BEFORE_FULL)
            disk.leave_free(0)
            failed = run.wait()
            said = self._said()
            disk.make_room()
            finding = self._look_and_resume("a full disk", data_set)
        if failed == 0:
            return replace(finding, problem="the disk was not full enough to fail")
        if "Traceback" in said:
            return replace(finding, problem="the run ended with a traceback")
        return finding

    def hold_lock(self) -> Finding:
        """Hold the database until the run says that it waits; it has to go on by itself."""
        data_set = self._next_data()
        command = [sys.executable, "-c", HOLD, str(self._site.database)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None and holder.stdin is not None  # noqa: S101
            holder.stdout.readline()
            run = self._site.start(retry_attempts=5)
            self._wait(run, lambda: WAITS in self._said())
            holder.stdin.write(b"\n")
            holder.stdin.close()
            exit_code = run.wait()
        waited = WAITS in self._said()
        alike = exit_code == 0 and self._site.marts() == self._undisturbed[data_set]
        self._published = data_set
        problem = "" if waited else "the run did not say that it waited"
        return Finding("the lock held by another process", 0, True, alike, (), problem)

    @staticmethod
    def _wait(run: subprocess.Popen[bytes], has_come: Callable[[], bool]) -> None:
        """Wait for something to come while a run goes on, though not for ever."""
        give_up = time.monotonic() + LONGEST_WAIT
        while not has_come() and run.poll() is None and time.monotonic() < give_up:
            time.sleep(LOOK_EVERY)

    def _nodes_done(self) -> int:
        return count_finished(self._site.ledger, self._run_before)

    def _said(self) -> str:
        return (self._site.folder / "run.log").read_text(encoding="utf-8")

    def _next_data(self) -> int:
        data_set = 3 - self._published
        self._site.use(data_set)
        self._run_before = run_of(self._site.ledger)
        return data_set

    def _look_and_resume(self, cut: str, data_set: int) -> Finding:
        done = self._nodes_done()
        found = self._site.marts()
        whole = len(self._site.runs_published()) == 1 and found in (
            self._undisturbed[self._published],
            self._undisturbed[data_set],
        )
        exit_code = self._site.start("--resume").wait()
        said = self._said()
        problem = "" if exit_code == 0 else " ".join(said.split())[-400:]
        if done and "Resuming" not in said and "came to its end" not in said and not problem:
            problem = "the run started over"
        redone = redone_nodes(self._site.ledger, self._site.folder / "target")
        alike = self._site.marts() == self._undisturbed[data_set]
        self._published = data_set
        return Finding(cut, done, whole, alike, tuple(redone), problem)


def run_drill(
    project: Path, folder: Path, kills: int, seed: int, say: Callable[[str], None]
) -> list[Finding]:
    """Cut off runs in every way and return what each showed.

    Raises:
        RuntimeError: an undisturbed run failed.
    """
    drill = Drill(Site(project, folder), say)
    drill.prepare()
    moments = random.Random(seed)  # noqa: S311 (no secret)
    findings: list[Finding | None] = []
    for _ in range(kills):
        findings.append(drill.kill(moments.random()))
        say(_line(findings[-1]))
    for cut in (drill.hold_lock, drill.fill_disk):
        findings.append(cut())
        say(_line(findings[-1]))
    return [finding for finding in findings if finding]


def _line(finding: Finding | None) -> str:
    if finding is None:
        return "a full disk: not tried, since mounting one needs root"
    verdict = "good" if finding.is_good else f"BAD: {finding}"
    return f"{finding.cut}: {finding.nodes_done} nodes were done, {verdict}"
