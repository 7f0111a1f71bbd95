"""Building with less and less memory, and holding what comes out against what came out before."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sbir_enrichment.pipeline.run_record import RUNS, RunRecord
from sbir_enrichment.recovery_drill.site import Site


@dataclass(frozen=True)
class Degradation:
    """What a build with one limit of memory showed.

    Attributes:
        memory_limit: Of DuckDB.
        is_published: Whether the run came to its end.
        is_alike: Whether its marts are those of the first limit.
        seconds: Time of the run.
        peak_bytes: The most memory of the process tree.
        spill_bytes: The most that was spilled.
        halved_chunks: Chunks of names that were halved.
        said: What the run said, where it did not come to its end.
    """

    memory_limit: str
    is_published: bool
    is_alike: bool
    seconds: float
    peak_bytes: int
    spill_bytes: int
    halved_chunks: int
    said: str

    @property
    def is_degraded(self) -> bool:
        """Whether memory was short: something was spilled, or a chunk halved."""
        return self.spill_bytes > 0 or self.halved_chunks > 0

    @property
    def is_good(self) -> bool:
        """Whether all is as it should be."""
        return self.is_published and self.is_alike

    def told(self) -> dict[str, object]:
        """Return everything by its name, for JSON."""
        return asdict(self) | {"is_good": self.is_good, "is_degraded": self.is_degraded}


def run_degradation(
    site: Site, limits: Sequence[str], say: Callable[[str], None]
) -> list[Degradation]:
    """Build the same data with every limit, each on a new database.

    Args:
        site: Where; its data are generated.
        limits: For DuckDB, the roomiest first: the others are held against it.
        say: Takes a line as soon as there is something to say.

    Raises:
        OSError: the record of a run cannot be read.
    """
    site.generate()
    site.use(1)
    found: list[Degradation] = []
    first: dict[str, str] = {}
    for limit in limits:
        for leftover in site.database.parent.glob("*"):
            leftover.unlink()
        before = set(_records(site.linked))
        exit_code = site.start(memory_limit=limit).wait()
        (path,) = set(_records(site.linked)) - before
        record = RunRecord.model_validate_json(path.read_text(encoding="utf-8"))
        marts = site.marts() if exit_code == 0 else {}
        first = first or marts
        found.append(
            Degradation(
                memory_limit=limit,
                is_published=exit_code == 0,
                is_alike=bool(marts) and marts == first,
                seconds=record.seconds,
                peak_bytes=record.peak_bytes,
                spill_bytes=record.spill_bytes,
                halved_chunks=record.halved_chunks,
                said="; ".join(record.problems),
            )
        )
        say(_line(found[-1]))
    degraded = sum(one.is_degraded for one in found)
    say(f"{degraded} of {len(found)} runs spilled or halved a chunk; the others had enough memory")
    return found


def _records(project: Path) -> list[Path]:
    return list((project / RUNS).glob("run_*.json"))


def _line(one: Degradation) -> str:
    verdict = "the same marts" if one.is_good else f"BAD: {one.said or 'other marts'}"
    return (
        f"{one.memory_limit}: {verdict}, {one.seconds:.1f} s, "
        f"at most {one.peak_bytes / 1024**2:.0f} MiB, {one.spill_bytes / 1024**2:.0f} MiB spilled, "
        f"{one.halved_chunks} chunks halved"
    )
