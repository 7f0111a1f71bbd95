"""What is kept of a run: a JSON file of each, whatever became of it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sbir_enrichment.measuring.whole_files import write_whole

RUNS = Path("reports/runs")
RunOutcome = Literal["published", "failed", "refused", "nothing to do"]


class Override(BaseModel):
    """A setting that does not have the value of its file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    value: str
    origin: str
    instead_of: str


class RunRecord(BaseModel):
    """One run.

    Attributes:
        started_at: UTC, ISO 8601.
        seconds: From the start to the end.
        outcome: How it ended.
        problems: What went wrong, if anything.
        attempts: How often dbt was started; more than one where something transient failed.
        resumed_nodes: Nodes kept of an earlier run.
        run_nodes: Nodes that came out well in this one.
        peak_bytes: The most memory of the process tree, as sampled.
        spill_bytes: The most that DuckDB had spilled, as sampled.
        degraded: What the run said whenever it went on with less than was planned.
        input_bytes: Size of the files.
        estimated_memory_bytes: What was expected before.
        overrides: Settings given on the command line, by the environment or a preset.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Literal[1] = 1
    started_at: str
    seconds: float
    outcome: RunOutcome
    problems: tuple[str, ...]
    attempts: int
    resumed_nodes: int
    run_nodes: int
    peak_bytes: int
    spill_bytes: int
    degraded: tuple[str, ...] = ()
    input_bytes: int
    estimated_memory_bytes: int
    overrides: tuple[Override, ...]

    @property
    def halved_chunks(self) -> int:
        """How often a chunk of names was halved for want of memory."""
        return len(self.degraded)


def write_record(record: RunRecord, folder: Path) -> Path:
    """Write a record; its name is the time of its start.

    Raises:
        OSError: the folder cannot be written.
    """
    started = datetime.fromisoformat(record.started_at).astimezone(UTC)
    path = folder / f"run_{started:%Y%m%d_%H%M%S_%f}.json"
    write_whole(path, record.model_dump_json(indent=2) + "\n")
    return path
