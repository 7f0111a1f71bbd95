"""How probable it is that chance alone makes a change, when many models are looked at together.

Were there no change, it would not matter which of the builds are called "before" and which "now".
So all ways to share out the two names are tried (of pairs: all ways to swap the two of a pair), and
for each the largest change of any model is noted. What is told of a model is the share of ways in
which chance has made a change as clear as this one, in it or in any other that is not clearer: the
step-down procedure of Westfall and Young ("Resampling-Based Multiple Testing", 1993, algorithm 4.1
with the largest statistic; Ge, Dudoit and Speed, Test 12, 2003). That keeps the probability of even
one false alarm among all models below the limit, knows that builds on a busy machine are slow in
all models at once, and works with three runs a side, where adding up corrections would not.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from math import comb

import numpy as np
from numpy.typing import NDArray

MOST_WAYS = 20_000
"""More than so many ways are not all tried but drawn, with a seed."""

SEED = 20260101

_SMALLEST_SPREAD = 1e-6
_ROUNDING = 1e-9

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Chances:
    """For each model, from 1 / ways to 1, how probable chance makes a change as clear as that seen.

    Attributes:
        rise: The more now, the smaller.
        fall: The less now, the smaller.
    """

    rise: NDArray[np.float64]
    fall: NDArray[np.float64]


def chances(before: Matrix, now: Matrix) -> Chances:
    """Return what chance makes of builds that do not belong together in pairs.

    Args:
        before: Logarithms of measurements; a row per build, a column per model, at least one.
        now: The same of the other side; it need not have as many rows.
    """
    rows = np.vstack([_in_order(before), _in_order(now)])
    rows -= rows.mean(axis=0)  # else squares of large logarithms swamp small spreads
    chosen = _choices(len(rows), len(now))
    others: Matrix = np.subtract(1, chosen)
    late, early = _means(rows, chosen), _means(rows, others)
    squares = _squares(rows, chosen, late) + _squares(rows, others, early)
    spreads: Matrix = np.sqrt(squares / max(len(rows) - 2, 1))
    return _judged(np.subtract(late, early), spreads)


def chances_of_pairs(before: Matrix, now: Matrix) -> Chances:
    """Return the same for builds measured in pairs, which are the rows of both."""
    ratios = _in_order(np.subtract(now, before))
    signs = _signs(len(ratios))
    means: Matrix = np.divide(signs @ ratios, len(ratios))
    squares = np.clip((ratios**2).sum(axis=0) - len(ratios) * means**2, 0, None)
    return _judged(means, np.sqrt(squares / max(len(ratios) - 1, 1)))


def least_chance(before: int, now: int) -> float:
    """Return the smallest probability that so many runs can give: 1 / ways."""
    return 1.0 / comb(before + now, now)


def least_chance_of_pairs(pairs: int) -> float:
    """Return the smallest probability that so many pairs can give: 1 / ways."""
    return 0.5**pairs


def _in_order(rows: Matrix) -> Matrix:
    """Return the rows sorted: which build came first must not matter where ways are drawn."""
    ordered: Matrix = rows[np.lexsort(rows.T[::-1])]
    return ordered


def _judged(changes: Matrix, spreads: Matrix) -> Chances:
    """Judge changes by their clarity: relative to their spread, and to the usual spread.

    The first row is what was seen, each other one a way to relabel it. Of a model whose few runs
    agree by luck the spread alone would make any change look certain.
    """
    usual = max(float(np.median(spreads[0])), _SMALLEST_SPREAD)
    clarity = changes / (spreads + usual)
    return Chances(rise=_step_down(clarity), fall=_step_down(-clarity))


def _step_down(clarity: Matrix) -> NDArray[np.float64]:
    """Adjust for looking at many models: count the ways in which any less clear one is clearer."""
    seen = clarity[0]
    order = np.argsort(-seen, kind="stable")
    # For each model the clearest change, way by way, among itself and all less clear ones.
    rivals = np.maximum.accumulate(clarity[:, order[::-1]], axis=1)[:, ::-1]
    shares = (rivals >= seen[order] - _ROUNDING).mean(axis=0)
    adjusted: NDArray[np.float64] = np.empty_like(seen)
    adjusted[order] = np.maximum.accumulate(shares)
    return adjusted


def _means(rows: Matrix, chosen: Matrix) -> Matrix:
    means: Matrix = chosen @ rows / chosen.sum(axis=1, keepdims=True)
    return means


def _squares(rows: Matrix, chosen: Matrix, means: Matrix) -> Matrix:
    squares: Matrix = chosen @ rows**2 - chosen.sum(axis=1, keepdims=True) * means**2
    return np.clip(squares, 0, None)


@lru_cache
def _choices(runs: int, now: int) -> Matrix:
    """Return a row per way to choose which runs are called now, 1 for those; the first as it is."""
    ways = min(comb(runs, now), MOST_WAYS)
    if comb(runs, now) <= MOST_WAYS:
        late = np.array(list(combinations(reversed(range(runs)), now)))
    else:
        drawn = np.random.default_rng(SEED).random((ways, runs))
        late = np.argsort(drawn, axis=1)[:, :now]
        late[0] = range(runs - now, runs)
    chosen: Matrix = np.zeros((ways, runs))
    chosen[np.arange(ways)[:, None], late] = 1.0
    return chosen


@lru_cache
def _signs(pairs: int) -> Matrix:
    """Return a row per way to swap the two of some pairs, -1 for those; the first swaps none."""
    if 2**pairs <= MOST_WAYS:
        return np.array(list(product((1.0, -1.0), repeat=pairs)))
    drawn = np.random.default_rng(SEED).choice((1.0, -1.0), size=(MOST_WAYS, pairs))
    drawn[0] = 1.0
    return drawn
