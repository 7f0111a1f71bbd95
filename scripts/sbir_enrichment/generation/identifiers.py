"""UEI and DUNS numbers: valid, unique, and computed from an entity's number alone.

Nothing is remembered: entity 3,000,000 has the same identifiers whether or not the entities before
it were ever written. Each formula is a one-to-one map, so no two entities share an identifier.
"""

import hashlib

import numpy as np
import numpy.typing as npt

from sbir_enrichment.generation import shares
from sbir_enrichment.generation.columns import Numbers, Text, from_letters

_Words = npt.NDArray[np.uint64]

UEI_LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and letters of a UEI: neither O nor I, which people take for 0 and 1."""

UEI_LENGTH = 12
DUNS_LENGTH = 9

OTHER_DUNS = 40_000_000
"""Added to an entity's number: the place of its second DUNS, beyond all first ones."""

ABSENT = 60_000_000
"""Added to a firm's number: the place of the identifiers of firms that are not recipients."""

_BASE = len(UEI_LETTERS)
_FRONT = (_BASE - 1) * _BASE**5  # the first six characters; the first of them is not 0
_BACK = _BASE**6
_FRONT_STEP = 812_345_681  # shares no factor with _FRONT (2, 3, 11, 17): one-to-one

_SMALLEST_DUNS = 10_000  # the shortest number that is still a DUNS when its zeros are lost
_BELOW_ZERO_LINE = 99_988_997  # a prime: how many DUNS below the line are in use
_ABOVE_ZERO_LINE = 899_999_963  # a prime too: how many above it
_ZERO_LINE = 100_000_000  # DUNS below it are written with a leading 0
_DUNS_STEP = 47_055_851  # less than both primes, and so one-to-one in both ranges


def ueis(numbers: Numbers, seed: int) -> Text:
    """Return the UEI of each entity number (0 to 99 million), shape (rows,)."""
    counted = numbers.astype(np.uint64)
    start = _scattered(seed) % np.uint64(_FRONT)
    front = (counted * np.uint64(_FRONT_STEP) + start) % np.uint64(_FRONT)
    # The back half is only there to look random: the front half alone is unique.
    back = _scattered(seed + 1, counted) % np.uint64(_BACK)
    first_digit = np.uint64(_BASE**5)  # skips the codes that would begin with 0
    codes = np.column_stack([_digits(front + first_digit, 6), _digits(back, 6)])
    letters = np.frombuffer(UEI_LETTERS.encode(), dtype=np.uint8)[codes]
    return from_letters(letters)


def duns_numbers(numbers: Numbers, seed: int) -> Text:
    """Return the nine-digit DUNS of each entity number (0 to 99 million), shape (rows,)."""
    counted = numbers.astype(np.uint64)
    scale = np.uint64(1_000_000)
    begins_with_zero = _scattered(seed + 2, counted) % scale < np.uint64(
        int(shares.DUNS_BEGINS_WITH_ZERO * 1_000_000)
    )
    walked = counted * np.uint64(_DUNS_STEP) + _scattered(seed + 3) % np.uint64(_ZERO_LINE)
    below = walked % np.uint64(_BELOW_ZERO_LINE) + np.uint64(_SMALLEST_DUNS)
    above = walked % np.uint64(_ABOVE_ZERO_LINE) + np.uint64(_ZERO_LINE)
    digits = _digits(np.where(begins_with_zero, below, above), DUNS_LENGTH, base=10)
    return from_letters((digits + ord("0")).astype(np.uint8))


def recipient_hash(uei: str, duns: str, name: str) -> str:
    """Return the key of USAspending's recipient lookup.

    It is the md5, written as a UUID, of the first identifier that the row has, in capitals.
    """
    if uei:
        key = f"uei-{uei}"
    elif duns:
        key = f"duns-{duns}"
    else:
        key = f"name-{name}"
    digest = hashlib.md5(key.upper().encode(), usedforsecurity=False).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}"


def _scattered(seed: int, counted: _Words | None = None) -> _Words:
    """Scatter numbers over 64 bits (the finisher of splitmix64), each seed another way."""
    start = np.zeros(1, dtype=np.uint64) if counted is None else counted
    mixed = (start + np.uint64(seed % 2**32)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _digits(numbers: _Words, width: int, base: int = _BASE) -> npt.NDArray[np.intp]:
    """Return the digits of each number, the highest first, shape (rows, width)."""
    places = np.uint64(base) ** np.arange(width - 1, -1, -1, dtype=np.uint64)
    return (numbers[:, None] // places % np.uint64(base)).astype(np.intp)
