"""How alike two names are, for whole columns of name pairs at once."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
from rapidfuzz.distance import JaroWinkler, Levenshtein
from rapidfuzz.process import cpdist

SIMILARITIES = pa.schema(
    [
        ("company_name_key", pa.string()),
        ("recipient_name_key", pa.string()),
        ("edit_similarity", pa.float64()),
        ("sorted_edit_similarity", pa.float64()),
        ("jaro_winkler_similarity", pa.float64()),
    ]
)


def score_name_pairs(pairs: pa.Table) -> pa.Table:
    """Compare the two names of every pair in three ways, each from 0 (nothing alike) to 1 (equal).

    Args:
        pairs: Columns `company_` and `recipient_` x `name_key`, `squashed_key` (no blanks) and
            `sorted_key` (words in alphabetical order); n rows.

    Returns:
        n rows of SIMILARITIES, in the same order; typed also when n is 0, since an untyped empty
        table would become columns of type NULL in DuckDB.
    """
    squashed = (pairs["company_squashed_key"], pairs["recipient_squashed_key"])
    ordered = (pairs["company_sorted_key"], pairs["recipient_sorted_key"])
    return pa.table(
        [
            pairs["company_name_key"],
            pairs["recipient_name_key"],
            _compare(*squashed, Levenshtein.normalized_similarity),
            _compare(*ordered, Levenshtein.normalized_similarity),
            _compare(*squashed, JaroWinkler.normalized_similarity),
        ],
        schema=SIMILARITIES,
    )


def _compare(
    left: pa.ChunkedArray, right: pa.ChunkedArray, scorer: Callable[..., float]
) -> pa.Array:
    scores = cpdist(left.to_pylist(), right.to_pylist(), scorer=scorer, dtype=np.float64)
    # Rounded, so that a last binary digit can never decide between two candidates.
    return pa.array(np.round(scores, 6), type=pa.float64())
