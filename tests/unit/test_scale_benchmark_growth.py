"""The exponent of growth, fitted to times that are known to follow one."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sbir_enrichment.scale_benchmark.growth import fit_growth

SIZES = some.lists(some.integers(1_000, 10**8), min_size=2, max_size=8, unique=True).map(sorted)


@given(SIZES, some.floats(0.001, 1000), some.floats(-1, 3))
def test_times_that_follow_a_power_give_that_power(
    sizes: list[int], factor: float, exponent: float
) -> None:
    growth = fit_growth(sizes, [factor * size**exponent for size in sizes])
    assert growth.over_all == pytest.approx(exponent, abs=1e-4)
    assert growth.between_largest == pytest.approx(exponent, abs=1e-4)


def test_fixed_costs_of_small_sizes_do_not_hide_the_growth_between_the_largest() -> None:
    growth = fit_growth([10_000, 100_000, 1_000_000, 2_000_000], [20, 20, 40, 80])
    assert growth.between_largest == pytest.approx(1.0)
    assert 0 < growth.over_all < 0.5


def test_one_size_has_no_growth() -> None:
    assert fit_growth([10_000], [20.0]) is None
