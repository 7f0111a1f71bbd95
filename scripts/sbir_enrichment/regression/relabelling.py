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

from collections.abc import Iterator
from itertools import combinations, islice, product
from math import comb

import numpy as np
from numpy.typing import NDArray

MOST_WAYS = 20_000
"""More than so many ways are not all tried but drawn, with a seed."""

SEED = 20260101

_SMALLEST_SPREAD = 1e-6

Matrix = NDArray[np.float64]


def chances(before: Matrix, now: Matrix) -> NDArray[np.float64]:
    """Return for each model the probability that chance makes a rise as clear as that seen.

    Args:
        before: Logarithms of measurements; a row per build, a column per model.
        now: The same of the other side; it need not have as many rows.

    Returns:
        One probability per column, from 1 / ways to 1.
    """
    if not before.shape[1]:
        return np.empty(0)
    rows = np.vstack([_in_order(before), _in_order(now)])
    rows -= rows.mean(axis=0)  # else squares of large logarithms swamp small spreads
    chosen = _choices(len(rows), len(now))
    late = _means(rows, chosen)
    early = _means(rows, ~chosen)
    spread = np.sqrt(
        (_squares(rows, chosen, late) + _squares(rows, ~chosen, early)) / max(len(rows) - 2, 1)
    )
    return _step_down((late - early) / (spread + _least_spread(spread[0])))


def chances_of_pairs(before: Matrix, now: Matrix) -> NDArray[np.float64]:
    """Return the same as `chances` for builds measured in pairs, which are the rows of both."""
    if not before.shape[1]:
        return np.empty(0)
    ratios = _in_order(np.subtract(now, before))
    signs = _signs(len(ratios))
    means = signs @ ratios / len(ratios)
    squares = (ratios**2).sum(axis=0) - len(ratios) * means**2
    spread = np.sqrt(np.clip(squares, 0, None) / max(len(ratios) - 1, 1))
    return _step_down(means / (spread + _least_spread(spread[0])))


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


def _step_down(clarity: Matrix) -> NDArray[np.float64]:
    """Adjust for looking at many; the first row is what was seen, the others are all ways."""
    seen = clarity[0]
    order = np.argsort(-seen, kind="stable")
    # For each model the clearest change, way by way, among itself and all less clear ones.
    rivals = np.maximum.accumulate(clarity[:, order[::-1]], axis=1)[:, ::-1]
    shares = (rivals >= seen[order] - 1e-9).mean(axis=0)
    adjusted: NDArray[np.float64] = np.empty_like(seen)
    adjusted[order] = np.maximum.accumulate(shares)
    return adjusted


def _least_spread(spread: NDArray[np.float64]) -> float:
    """Return the usual spread: a model whose few runs agree by luck must not look certain."""
    return max(float(np.median(spread)), _SMALLEST_SPREAD)


def _means(rows: Matrix, chosen: NDArray[np.bool_]) -> Matrix:
    means: Matrix = chosen.astype(float) @ rows / chosen.sum(axis=1, keepdims=True)
    return means


def _squares(rows: Matrix, chosen: NDArray[np.bool_], means: Matrix) -> Matrix:
    squares: Matrix = chosen.astype(float) @ rows**2
    squares -= chosen.sum(axis=1, keepdims=True) * means**2
    return np.clip(squares, 0, None)


def _choices(runs: int, now: int) -> NDArray[np.bool_]:
    """Return a row per way to choose which runs are called now; the first is what they are."""
    chosen = np.zeros((min(comb(runs, now), MOST_WAYS), runs), dtype=bool)
    for row, places in enumerate(islice(_places(runs, now), len(chosen))):
        chosen[row, list(places)] = True
    return chosen


def _places(runs: int, now: int) -> Iterator[tuple[int, ...]]:
    if comb(runs, now) <= MOST_WAYS:
        yield from combinations(reversed(range(runs)), now)  # the last ones first: as measured
        return
    drawn = np.random.default_rng(SEED)
    yield tuple(range(runs - now, runs))
    while True:
        yield tuple(drawn.choice(runs, now, replace=False))


def _signs(pairs: int) -> Matrix:
    if 2**pairs <= MOST_WAYS:
        return np.array(list(product((1.0, -1.0), repeat=pairs)))
    drawn = np.random.default_rng(SEED).choice((1.0, -1.0), size=(MOST_WAYS, pairs))
    drawn[0] = 1.0
    return drawn
