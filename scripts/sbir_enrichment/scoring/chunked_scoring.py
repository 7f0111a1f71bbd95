"""Score the pairs that no checkpoint has, chunk by chunk, each committed when it is done."""

import time
from dataclasses import dataclass

import duckdb

from sbir_enrichment.dbt_invocation import Invocation
from sbir_enrichment.scoring.checkpoints import Checkpoints
from sbir_enrichment.scoring.chunk_log import ChunkRecord
from sbir_enrichment.scoring.keys import current_keys
from sbir_enrichment.scoring.memory_pressure import (
    MEMORY_PRESSURE,
    check_budget,
    first_line,
    too_large,
)
from sbir_enrichment.scoring.name_chunks import EVERY_NAME, ChunkContents, NameChunk, cut_names
from sbir_enrichment.scoring.progress import ScoringProgress
from sbir_enrichment.scoring.similarities import score_name_pairs

HALVED = "halved"
"""What is said of a chunk that was too large for the memory there is."""


@dataclass(frozen=True)
class ScoringSettings:
    """How the work is cut; no figure depends on it.

    Attributes:
        name_chunks: chunks of names.
        name_chunk_memory_mb: memory that a chunk may take outside DuckDB, in millions of bytes.
    """

    name_chunks: int
    name_chunk_memory_mb: int


def score_in_chunks(
    connection: duckdb.DuckDBPyConnection,
    asked: str,
    settings: ScoringSettings,
    invocation: Invocation,
) -> str:
    """Make sure that every pair asked for has its similarities in the checkpoints.

    Args:
        connection: of its own, without an open transaction: each chunk is one.
        asked: SQL that selects the pairs, as `int_name_pairs` has them.
        settings: how to cut the work.
        invocation: the command of dbt that asks.

    Returns:
        SQL for the similarities of the pairs asked for. Run it in a transaction that begins
        after this.

    Raises:
        NameTooLargeError: not even the pairs of a single name fit into memory. What was committed
            before stays.
    """
    checkpoints = Checkpoints(connection, asked, current_keys())
    for finding in checkpoints.prepare(forget=invocation.is_full_refresh):
        invocation.say(f"name pairs: {finding}")
    everything = checkpoints.contents(EVERY_NAME)
    with ScoringProgress(everything.missing_pairs, invocation) as progress:
        run = _ScoringRun(checkpoints, settings, invocation, progress)
        chunks = run.score(cut_names(settings.name_chunks))
    reused = everything.pairs - everything.missing_pairs
    invocation.say(
        f"name pairs: {everything.pairs:,} asked for, {progress.scored:,} scored in {chunks:,} "
        f"chunk{'' if chunks == 1 else 's'}, {reused:,} from checkpoints"
    )
    return checkpoints.result()


@dataclass(frozen=True)
class _ScoringRun:
    checkpoints: Checkpoints
    settings: ScoringSettings
    invocation: Invocation
    progress: ScoringProgress

    def score(self, chunks: list[NameChunk]) -> int:
        """Score chunks in order, halving those that do not fit; return how many were scored."""
        scored, waiting, nothing_to_do = 0, chunks[::-1], []
        while waiting:
            chunk = waiting.pop()
            contents = None
            try:
                started = time.monotonic()
                contents = self.checkpoints.contents(chunk)
                if contents.missing_pairs:
                    self._score_chunk(chunk, contents, started)
                    scored += 1
                elif contents.pairs:
                    nothing_to_do.append(self._record(chunk, contents, started))
            except MEMORY_PRESSURE as error:
                if not chunk.can_be_halved or (contents and contents.missing_names == 1):
                    raise too_large(error) from error
                self.invocation.say(
                    f"name pairs: chunk {chunk.label} {HALVED}: {first_line(error)}"
                )
                waiting += reversed(chunk.halves())
        self.checkpoints.log(nothing_to_do)
        return scored

    def _score_chunk(self, chunk: NameChunk, contents: ChunkContents, started: float) -> None:
        check_budget(contents, self.settings.name_chunk_memory_mb)
        similarities = score_name_pairs(self.checkpoints.missing(chunk))
        self.checkpoints.commit(similarities, self._record(chunk, contents, started))
        self.progress.add(contents.missing_pairs)
        self.invocation.note(
            f"name pairs: chunk {chunk.label} of {self.settings.name_chunks} committed, "
            f"{contents.missing_pairs:,} scored"
        )

    def _record(self, chunk: NameChunk, contents: ChunkContents, started: float) -> ChunkRecord:
        seconds = time.monotonic() - started
        return ChunkRecord(
            self.invocation.invocation_id, chunk, self.settings.name_chunks, contents, seconds
        )
