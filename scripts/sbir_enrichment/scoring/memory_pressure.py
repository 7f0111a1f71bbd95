"""What counts as too little memory for a chunk, and what to tell the user when halving ends."""

import duckdb
import pyarrow as pa

from sbir_enrichment.scoring.name_chunks import ChunkContents

MEGABYTE = 1_000_000


class ChunkOverBudgetError(MemoryError):
    """A chunk that is not begun, since it would take more memory than it may."""


class NameTooLargeError(Exception):
    """The pairs of a single name do not fit into memory."""


# DuckDB at its limit, Python and Arrow refused by the machine, our own estimate.
MEMORY_PRESSURE = (duckdb.OutOfMemoryException, MemoryError, pa.ArrowMemoryError)


def check_budget(contents: ChunkContents, memory_mb: int) -> None:
    """Raise when scoring the chunk would take more memory than `name_chunk_memory_mb`.

    Raises:
        ChunkOverBudgetError: says how much it would take.
    """
    if contents.estimated_bytes > memory_mb * MEGABYTE:
        raise ChunkOverBudgetError(
            f"{contents.missing_pairs:,} pairs take about "
            f"{-(-contents.estimated_bytes // MEGABYTE):,} MB, "
            f"name_chunk_memory_mb is {memory_mb:,}"
        )


def too_large(error: Exception) -> NameTooLargeError:
    """Return the error for a chunk that cannot be halved any more: what to raise, and why."""
    if isinstance(error, ChunkOverBudgetError):
        remedy = "Raise name_chunk_memory_mb."
    elif isinstance(error, duckdb.Error):
        remedy = "Raise SBIR_MEMORY_LIMIT, or SBIR_TEMP_LIMIT where spilling to disk was refused."
    else:
        remedy = "The machine has no memory left: lower SBIR_MEMORY_LIMIT or free some."
    return NameTooLargeError(
        f"The name pairs of a single firm do not fit into memory: {first_line(error)}. {remedy}"
    )


def first_line(error: Exception) -> str:
    """Return what an error says, without the advice below it."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
