"""How many awards each firm wins, when, and which firms are not among the recipients."""

import numpy as np

from sbir_enrichment.generation import shares
from sbir_enrichment.generation.columns import Flags, Numbers
from sbir_enrichment.generation.draws import Rng, interpolate

FIRST_YEAR = 1983
LAST_YEAR = 2025

_MIDDLE_YEARS = (1984, 1993, 1999, 2003, 2007, 2011, 2015, 2018, 2020, 2022, 2024)
"""Deciles of the year in the middle of a firm's awards: later years have more firms."""

_YEARS_AROUND_MIDDLE = 6


def award_counts(awards: int, companies: int) -> Numbers:
    """Return how many awards the firms win, the busiest first, shape (companies,).

    Every firm has one award, and the rest falls as the rank to the power of -1.5: most firms have
    one to five awards, a few have hundreds.
    """
    rank = np.arange(companies) + max(companies / 100.0, 8.0)
    weight = 1.0 / (rank * np.sqrt(rank))  # not a power: square roots are the same everywhere
    shared_out = np.floor(np.cumsum(weight) / weight.sum() * (awards - companies) + 0.5)
    counts: Numbers = 1 + np.diff(shared_out.astype(np.int64), prepend=0)
    return counts


def absent_by_rank(rng: Rng, companies: int) -> Flags:
    """Tell which firms, the busiest first, are not among the recipients, shape (companies,).

    They are spread evenly over the ranks, so that their share of the awards is about the same for
    every seed.
    """
    absent = np.zeros(companies, dtype=bool)
    first = int(np.ceil(companies * shares.ABSENT_NEVER_AMONG_LARGEST))
    count = min(round(companies * shares.ABSENT_FIRMS), companies - first)
    within = np.arange(count) + rng.random(count)
    absent[first + np.floor(within / max(count, 1) * (companies - first)).astype(np.int64)] = True
    return absent


def middle_years(rng: Rng, companies: int) -> Numbers:
    """Draw the year in the middle of each firm's awards."""
    return interpolate(rng, _MIDDLE_YEARS, companies).astype(np.int64)


def award_years(rng: Rng, middle: Numbers) -> Numbers:
    """Draw the year of each award around the middle year of its firm."""
    around = rng.integers(-_YEARS_AROUND_MIDDLE, _YEARS_AROUND_MIDDLE + 1, size=(2, len(middle)))
    years: Numbers = np.clip(middle + around.sum(axis=0) // 2, FIRST_YEAR, LAST_YEAR)
    return years
