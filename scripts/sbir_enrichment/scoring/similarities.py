"""How alike two names are, for whole columns of name pairs at once.

Every figure is a function of the two names, MEASURES, DIGITS and the text of this file. A change of
any of them makes stored figures stale (`keys`), a change of a comment too: better once too often.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein
from rapidfuzz.process import cpdist


class Measure(NamedTuple):
    """One way to compare two names, from 0 (nothing alike) to 1 (equal)."""

    name: str
    compares: str
    scorer: Callable[..., float]


# The one list of measures: tables, keys, memory estimate and the model's columns follow it.
MEASURES = (
    Measure("edit_similarity", "squashed_key", Levenshtein.normalized_similarity),
    # Two letters swapped are one slip here, two edits above.
    Measure("typing_similarity", "squashed_key", OSA.normalized_similarity),
    Measure("sorted_edit_similarity", "sorted_key", Levenshtein.normalized_similarity),
    Measure("jaro_winkler_similarity", "squashed_key", JaroWinkler.normalized_similarity),
)
# Rounded, so that a last binary digit can never decide between two candidates.
DIGITS = 6

COMPARED_KEYS = tuple(dict.fromkeys(measure.compares for measure in MEASURES))
COMPARED_COLUMNS = tuple(
    f"{side}_{key}" for key in COMPARED_KEYS for side in ("company", "recipient")
)
# What tells one pair from all others: 64 bits of the firm's name, 64 bits of the pair.
PAIR_KEY = ("company_name_hash", "pair_hash")

SIMILARITIES = pa.schema(
    [(column, pa.uint64()) for column in PAIR_KEY]
    + [(measure.name, pa.float64()) for measure in MEASURES]
)


def score_name_pairs(pairs: pa.Table) -> pa.Table:
    """Compare the two names of every pair by every measure.

    Args:
        pairs: PAIR_KEY and COMPARED_COLUMNS, the latter text without nulls; n rows.

    Returns:
        n rows of SIMILARITIES, in the same order; typed also when n is 0.

    Raises:
        MemoryError: there is not enough memory for the texts of this many pairs.
    """
    figures: dict[str, pa.Array] = {}
    for key in COMPARED_KEYS:
        left = pairs[f"company_{key}"].to_pylist()
        right = pairs[f"recipient_{key}"].to_pylist()
        for measure in MEASURES:
            if measure.compares == key:
                figures[measure.name] = _compare(left, right, measure)
    return pa.table(
        [pairs[column] for column in PAIR_KEY] + [figures[measure.name] for measure in MEASURES],
        schema=SIMILARITIES,
    )


def _compare(left: list[str], right: list[str], measure: Measure) -> pa.Array:
    scores = cpdist(left, right, scorer=measure.scorer, dtype=np.float64)
    return pa.array(np.round(scores, DIGITS), type=pa.float64())
