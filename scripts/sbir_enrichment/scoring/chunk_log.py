"""What the log says of one chunk in one run."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sbir_enrichment.scoring.keys import ScoringKeys
from sbir_enrichment.scoring.name_chunks import ChunkContents, NameChunk


@dataclass(frozen=True)
class ChunkRecord:
    """One row of the log.

    Attributes:
        invocation_id: dbt's id of the run.
        chunk: the chunk, whole or a part of one that was halved.
        chunks: how many whole chunks there are, the setting `name_chunks`.
        contents: what was in it before.
        seconds: wall time of counting, reading, comparing and writing it.
        finished_at: now, in UTC.
    """

    invocation_id: str
    chunk: NameChunk
    chunks: int
    contents: ChunkContents
    seconds: float
    finished_at: datetime = field(default_factory=lambda: datetime.now(UTC).replace(tzinfo=None))

    def values(self, keys: ScoringKeys) -> list[object]:
        """Return the row, in the order of CHUNK_LOG_COLUMNS."""
        scored = self.contents.missing_pairs
        return [
            self.invocation_id,
            self.chunk.label,
            self.chunks,
            self.contents.names,
            self.contents.pairs,
            scored,
            self.contents.pairs - scored,
            self.seconds,
            scored / self.seconds if scored else None,
            self.finished_at,
            self.contents.input_hash,
            keys.settings_hash,
            keys.code_hash,
        ]
