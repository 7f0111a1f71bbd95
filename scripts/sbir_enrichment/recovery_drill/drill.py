"""Cutting runs off and looking at what is left."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.recovery_drill.disks import small_disk
from sbir_enrichment.recovery_drill.redone import count_finished, redone_nodes, run_of
from sbir_enrichment.recovery_drill.site import Site

HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print(flush=True); input()"
WAITS, LONGEST_HELD, LOOK_EVERY = "Trying again", 120.0, 0.2


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
            disk.leave_free(3 * 1024**2)
            failed = self._site.start().wait()
            disk.make_room()
            finding = self._look_and_resume("a full disk", data_set)
        if failed == 0:
            return Finding(finding.cut, 0, True, True, (), "the disk was not full enough to fail")
        return finding

    def hold_lock(self) -> Finding:
        """Hold the database until the run says that it waits; it has to go on by itself."""
        data_set = self._next_data()
        command = [sys.executable, "-c", HOLD, str(self._site.database)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None and holder.stdin is not None  # noqa: S101
            holder.stdout.readline()
            run = self._site.start(retry_attempts=5)
            let_go_at = time.monotonic() + LONGEST_HELD
            while WAITS not in self._said() and run.poll() is None:
                if time.monotonic() > let_go_at:
                    break
                time.sleep(LOOK_EVERY)
            holder.stdin.write(b"\n")
            holder.stdin.close()
            exit_code = run.wait()
        waited = WAITS in self._said()
        alike = exit_code == 0 and self._site.marts() == self._undisturbed[data_set]
        self._published = data_set
        problem = "" if waited else "the run did not say that it waited"
        return Finding("the lock held by another process", 0, True, alike, (), problem)

    def _said(self) -> str:
        return (self._site.folder / "run.log").read_text(encoding="utf-8")

    def _next_data(self) -> int:
        data_set = 3 - self._published
        self._site.use(data_set)
        self._run_before = run_of(self._site.ledger)
        return data_set

    def _look_and_resume(self, cut: str, data_set: int) -> Finding:
        done = count_finished(self._site.ledger, self._run_before)
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
