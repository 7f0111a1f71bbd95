"""What a run will need, by what runs of other sizes needed.

The figures are those of docs/performance/scale.md, rounded up; `scripts/benchmark_scale.py`
measures them again.
"""

from dataclasses import dataclass

from sbir_enrichment.settings.sizes import in_bytes

MIB = 1024**2

BESIDE_DUCKDB = 500 * MIB
"""Python, dbt and the names being scored: at a limit of 1 GB the whole took 1,500 MiB at most."""

LEAST_MEMORY_LIMIT = 200 * MIB
LEAST_MEMORY_PER_INPUT_BYTE = 0.9
"""With less for DuckDB than this, joins of the recipients fail however much may be spilled."""

MEMORY_PER_INPUT_BYTE = 8.0
"""The most that DuckDB was seen to use for each byte of the files, where it was let."""

DISK_PER_INPUT_BYTE = 6.0
"""The database, both sets of marts in it, and what is spilled, for each byte of the files."""

LEAST_DISK = 200 * MIB


@dataclass(frozen=True)
class Needs:
    """What a run needs, in bytes.

    Attributes:
        memory: Of the whole process, at most.
        least_memory_limit: For DuckDB, at least.
        disk: Beside the database, with what is there already taken off.
    """

    memory: int
    least_memory_limit: int
    disk: int


def estimate_needs(input_bytes: int, database_bytes: int, memory_limit: str) -> Needs:
    """Estimate from the size of the files what a run needs.

    Args:
        input_bytes: Of all files, unpacked.
        database_bytes: Of the database as it is.
        memory_limit: For DuckDB, such as `4GB`.
    """
    wanted = round(input_bytes * DISK_PER_INPUT_BYTE) + LEAST_DISK
    # DuckDB takes no more than it uses: small inputs never reach a large limit.
    most = round(input_bytes * MEMORY_PER_INPUT_BYTE)
    return Needs(
        memory=min(in_bytes(memory_limit), LEAST_MEMORY_LIMIT + most) + BESIDE_DUCKDB,
        least_memory_limit=LEAST_MEMORY_LIMIT + round(input_bytes * LEAST_MEMORY_PER_INPUT_BYTE),
        disk=max(wanted - database_bytes, LEAST_DISK),
    )
