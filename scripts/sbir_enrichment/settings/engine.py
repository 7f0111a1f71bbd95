"""The settings of the engine, which come from the environment or from a target of profiles.yml."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from sbir_enrichment.settings.sizes import PATTERN

PREFIX = "SBIR_"
Size = Annotated[str, Field(pattern=PATTERN)]


class Engine(BaseModel):
    """One field for each variable of the environment: `SBIR_` and the field in capitals."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    duckdb_path: Annotated[str, Field(min_length=1, max_length=4096)] = Field(
        description="The database; spilled data goes beside it."
    )
    memory_limit: Size = Field(
        description="Memory for DuckDB, such as `4GB`; Python and dbt need some beside it."
    )
    temp_limit: Size = Field(description="The most that DuckDB may spill to disk, such as `20GB`.")
    threads: Annotated[int, Field(ge=1, le=256)] = Field(
        description="Threads of dbt and of DuckDB."
    )


def environment_name(field: str) -> str:
    """Return the variable of the environment that gives a field of `Engine`."""
    return PREFIX + field.upper()
