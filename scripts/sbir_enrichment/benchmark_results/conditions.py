"""Under which conditions a benchmark ran: only results of like conditions can be compared."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Count = Annotated[int, Field(ge=0, lt=2**63)]
"""What is counted, also bytes; as much as a BIGINT holds."""

Seconds = Annotated[float, Field(ge=0)]

Share = Annotated[float, Field(ge=0, le=1)]
"""1 is all."""


class Part(BaseModel):
    """A part of a result.

    An unknown field is an error, so that no figure is lost unseen, and so is what no measuring can
    have found (NaN, infinity, less than nothing): compared with, it would pass for a result.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Machine(Part):
    """The machine and the software that did the work.

    Attributes:
        processor: Model of the processor.
        cores: Logical cores.
        memory_bytes: All memory of the machine.
        system: Operating system, its release and the architecture.
        python: Version of Python.
        packages: Version of each package that does the work, by name.
    """

    processor: str
    cores: Count
    memory_bytes: Count
    system: str
    python: str
    packages: dict[str, str]


class Engine(Part):
    """How much of the machine the build was given.

    Attributes:
        target: The dbt target.
        threads: Threads of dbt and of DuckDB.
        memory_limit: DuckDB's limit, as given, such as `4GB`.
        temp_limit: The most that DuckDB may spill, as given.
    """

    target: str
    threads: Count
    memory_limit: str
    temp_limit: str


class Input(Part):
    """What one source was read from, after sampling.

    Attributes:
        source: Such as `sbir.award_data`.
        files: Number of files.
        rows: Rows that were read and not rejected.
        bytes: Size of the files.
        content_hash: SHA-256 over the SHA-256 of each file's content, in the order of their names.
    """

    source: str
    files: Count
    rows: Count
    bytes: Count
    content_hash: str


class Sample(Part):
    """How the inputs were drawn.

    Attributes:
        origin: `sample` (the bundled one), `given` (files of the user) or `generated`.
        awards: Awards asked for; None when all were taken.
        seed: Decides which firms are drawn, or what is generated.
    """

    origin: str
    awards: Count | None
    seed: int


class Revision(Part):
    """The commit of the project, and whether files that git follows differ from it."""

    commit: str
    is_changed: bool


class Conditions(Part):
    """All that must be alike for two results to be compared, and the revision, which may differ.

    Attributes:
        settings_hash: SHA-256 over the settings in force, the paths of inputs left out.
        revision: None where there is no git.
    """

    machine: Machine
    engine: Engine
    sample: Sample
    inputs: tuple[Input, ...]
    settings_hash: str
    revision: Revision | None
