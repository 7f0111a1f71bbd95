"""Chunks of names: what is scored, committed and, under memory pressure, halved as one.

A chunk is a stretch of the 64-bit hashes of firm names, so every pair of one name is in one chunk,
and a name stays in its chunk whatever other names come or go.
"""

from dataclasses import dataclass
from itertools import pairwise

from sbir_enrichment.scoring.similarities import COMPARED_COLUMNS, MEASURES

HASHES = 2**64
# What a pair takes in Python beside its letters, by column: a str object (49 bytes, its end and
# rounding), a pointer to it, an Arrow offset; by measure: a float64 in numpy, rounded, in Arrow.
_BYTES_PER_TEXT = 49 + 11 + 8 + 4
_BYTES_PER_FIGURE = 3 * 8
_BYTES_PER_KEY = 2 * 8


@dataclass(frozen=True)
class NameChunk:
    """The names whose hash lies between two numbers.

    Attributes:
        label: its number, from 1; a half has its chunk's label and .1 or .2.
        first: the least hash of the chunk.
        last: the greatest, included.
    """

    label: str
    first: int
    last: int

    @property
    def can_be_halved(self) -> bool:
        """Whether it spans more than one hash."""
        return self.first < self.last

    def halves(self) -> tuple["NameChunk", "NameChunk"]:
        """Return the lower and the upper half."""
        middle = (self.first + self.last) // 2
        lower = NameChunk(f"{self.label}.1", self.first, middle)
        return lower, NameChunk(f"{self.label}.2", middle + 1, self.last)


EVERY_NAME = NameChunk("all", 0, HASHES - 1)


def cut_names(chunks: int) -> list[NameChunk]:
    """Return `chunks` chunks of the same width that cover every name once, lowest hash first."""
    bounds = [HASHES * number // chunks for number in range(chunks + 1)]
    return [
        NameChunk(str(number), first, after - 1)
        for number, (first, after) in enumerate(pairwise(bounds), start=1)
    ]


@dataclass(frozen=True)
class ChunkContents:
    """What is in a chunk.

    Attributes:
        names: different names of firms.
        pairs: pairs asked for.
        input_hash: of the pairs asked for, whatever their order.
        missing_names: different names of firms among the pairs that no checkpoint has.
        missing_pairs: those pairs.
        missing_letters: bytes of their texts to compare.
    """

    names: int
    pairs: int
    input_hash: str
    missing_names: int
    missing_pairs: int
    missing_letters: int

    @property
    def estimated_bytes(self) -> int:
        """Memory that scoring the missing pairs takes outside DuckDB, texts in Arrow and Python."""
        per_pair = len(COMPARED_COLUMNS) * _BYTES_PER_TEXT + len(MEASURES) * _BYTES_PER_FIGURE
        return self.missing_pairs * (per_pair + _BYTES_PER_KEY) + 2 * self.missing_letters
