"""What was measured of one build and of each of its models. None is said where nothing was."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sbir_enrichment.benchmark_results.conditions import Count, Part, Seconds, Share

ModelName = Annotated[str, Field(min_length=1, max_length=255)]

MemoryBasis = Literal["high water", "sampled"]
"""`high water`: the kernel's peak, reset before the model, which needs one thread to be the model's
own. `sampled`: the most that was seen of the process tree while the model ran."""


class Work(Part):
    """DuckDB's own counts of the work of a model: the same in every run, whatever the machine does.

    Attributes:
        rows_scanned: Rows read from tables and files.
        intermediate_rows: Rows that passed between operators, added up.
        intermediate_bytes: Their size.
        peak_buffer_bytes: The most that the buffer manager held; not exact between runs.
    """

    rows_scanned: Count
    intermediate_rows: Count
    intermediate_bytes: Count
    peak_buffer_bytes: Count


class ModelRun(Part):
    """One model in one build.

    Attributes:
        name: Name of the model.
        status: dbt's word: success, error, skipped.
        seconds: Time by the clock, as dbt's artifact has it.
        rows: Rows of the table afterwards; None for a model that failed.
        cpu_seconds: Processor time of the process tree while the model ran; the model's own only at
            one thread, None otherwise.
        peak_bytes: The most memory while the model ran.
        memory_delta_bytes: `peak_bytes` less the memory at its start.
        memory_basis: How the two before came about.
        spill_bytes: The most that was spilled to disk while the model ran.
        reused: Whether the table was kept from an earlier build.
    """

    name: ModelName
    status: str
    seconds: Seconds
    rows: Count | None = None
    cpu_seconds: Seconds | None = None
    peak_bytes: Count | None = None
    memory_delta_bytes: int | None = None
    memory_basis: MemoryBasis | None = None
    spill_bytes: Count | None = None
    reused: bool = False

    @property
    def rows_per_second(self) -> float | None:
        """Rows made per second; None where there are no rows or no time."""
        return self.rows / self.seconds if self.rows is not None and self.seconds > 0 else None


class BuildRun(Part):
    """One whole build.

    Attributes:
        started_at: UTC, ISO 8601.
        wall_seconds: From the start of dbt to its end.
        cpu_seconds: Processor time of the process tree.
        peak_bytes: The most memory of the process tree.
        spill_bytes: The most that was spilled to disk.
        models: In the order of their names.
        other_work_share: The share of the machine's processors that other work had meanwhile, 0
            to 1, where it was measured.
    """

    started_at: str
    wall_seconds: Annotated[float, Field(gt=0)]
    cpu_seconds: Seconds
    peak_bytes: Count
    spill_bytes: Count
    models: tuple[ModelRun, ...]
    other_work_share: Share | None = None


class Matches(Part):
    """What the build matched.

    Attributes:
        awards: All awards.
        accepted: Those with a recipient.
        by_status: Awards per match status.
        by_method: Accepted awards per match method.
        precision: Share of accepted awards that are right, where the truth is known; else None.
    """

    awards: Count
    accepted: Count
    by_status: dict[str, Count]
    by_method: dict[str, Count]
    precision: Share | None = None

    @model_validator(mode="after")
    def _accepts_no_more_than_there_are(self) -> "Matches":
        if self.accepted > self.awards:
            raise ValueError(f"{self.accepted:,} of {self.awards:,} awards cannot be accepted")
        return self

    @property
    def match_rate(self) -> float:
        """Accepted awards of all awards, 0 to 1."""
        return self.accepted / self.awards if self.awards else 0.0
