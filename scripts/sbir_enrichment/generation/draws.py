"""Random draws that come out the same on every machine and in every order of work.

Every concern draws from its own stream, and every chunk of rows from its own stream of that
concern. So a change in how awards are drawn leaves the recipients as they were.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from zlib import crc32

import numpy as np

from sbir_enrichment.generation.columns import Flags, Fractions, Numbers, Text, text

Rng = np.random.Generator


def stream(seed: int, concern: str, chunk: int = 0) -> Rng:
    """Return the random stream of one concern and one chunk of rows."""
    return np.random.default_rng([seed, crc32(concern.encode()), chunk])


def chance(rng: Rng, share: float | Fractions, rows: int) -> Flags:
    """Return true for about `share` (0 to 1) of the rows, each drawn by itself."""
    return rng.random(rows) < share


def pick(rng: Rng, options: Sequence[str] | Text, rows: int) -> Text:
    """Draw one of the options for each row, all equally likely."""
    drawn: Text = np.asarray(options, dtype=object)[rng.integers(len(options), size=rows)]
    return drawn


def pick_position(rng: Rng, weights: Sequence[float], rows: int) -> Numbers:
    """Draw for each row a position in `weights`, in proportion to the weight that stands there."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    drawn = np.searchsorted(edges, rng.random(rows) * edges[-1], side="right")
    position: Numbers = np.minimum(drawn, len(edges) - 1).astype(np.int64)
    return position


def pick_by_share(rng: Rng, shares: Mapping[str, float], rows: int) -> Text:
    """Draw one of the keys for each row, in proportion to their shares."""
    return text(list(shares))[pick_position(rng, list(shares.values()), rows)]


def pick_common(rng: Rng, options: Text, rows: int) -> Text:
    """Draw from options whose frequency falls as one over their rank, as words do (Zipf)."""
    edges = _zipf_edges(len(options))
    drawn = np.searchsorted(edges, rng.random(rows) * edges[-1], side="right")
    picked: Text = options[np.minimum(drawn, len(options) - 1)]
    return picked


@cache
def _zipf_edges(ranks: int) -> Fractions:
    # The shift keeps the commonest word from standing in a tenth of all names.
    return np.cumsum(1.0 / (np.arange(ranks) + 1.0 + ranks / 20.0))


def allot(rng: Rng, shares: Mapping[str, float], rows: int) -> Text:
    """Give each row one of the keys, the counts as near to the shares as whole numbers can be.

    Unlike `pick_by_share` this leaves nothing to luck, so that a small sample has its share of
    the rare kinds too.
    """
    wanted = np.cumsum(list(shares.values())) / sum(shares.values()) * rows
    reached: Numbers = np.rint(wanted).astype(np.int64)
    counts = reached - np.concatenate([[0], reached[:-1]])
    return rng.permutation(np.repeat(text(list(shares)), counts))


def interpolate(rng: Rng, quantiles: Sequence[float], rows: int) -> Fractions:
    """Draw numbers whose equally spaced quantiles (0 % to 100 %) are the ones given."""
    positions = rng.random(rows) * (len(quantiles) - 1)
    return np.interp(positions, np.arange(len(quantiles)), np.asarray(quantiles, dtype=np.float64))


def by_year(table: Mapping[int, float], years: Numbers) -> Fractions:
    """Read a share for each year from a table that gives it for some years only."""
    return np.interp(years, list(table), list(table.values()))
