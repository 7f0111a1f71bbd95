"""Opening DuckDB databases with the limits that the benchmark was given."""

import duckdb


def connect(
    database: str, memory_limit: str, threads: int, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """Open a database; what does not fit into memory is spilled beside it.

    Raises:
        duckdb.Error: it cannot be opened, or DuckDB does not take the limits.
    """
    return duckdb.connect(
        database,
        read_only=read_only,
        config={
            "memory_limit": memory_limit,
            "threads": threads,
            "temp_directory": f"{database}.tmp",
        },
    )
