"""A new level is found where it begins; noise, hiccups and short histories are none."""

import math
import random
import warnings
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sbir_enrichment.history.change_points import LEAST_LEVEL, LEAST_RUNS, find_change_points


def noise(level: float, runs: int, seed: int = 7) -> list[float]:
    draw = random.Random(seed)
    return [level * (1 + draw.gauss(0, 0.02)) for _ in range(runs)]


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.mark.parametrize("start", [3, 8, 17])
def test_a_new_level_is_found_where_it_begins(start: int) -> None:
    (point,) = find_change_points([*noise(10, start), *noise(13, 20 - start)])
    assert point.index == start
    assert point.before == pytest.approx(10, rel=0.05)
    assert point.after == pytest.approx(13, rel=0.05)
    assert point.relative == pytest.approx(0.3, abs=0.05)
    assert point.probability < 0.001


def test_counts_without_any_noise_are_searched_too() -> None:
    (point,) = find_change_points([5_000.0] * 6 + [5_001.0] * 6)
    assert (point.index, point.before, point.after) == (6, 5_000, 5_001)
    assert find_change_points([5_000.0] * 12) == ()
    (from_nothing,) = find_change_points([0.0] * 6 + [7.0] * 6)
    assert from_nothing.relative is None


@pytest.mark.parametrize("seed", range(20))
def test_noise_alone_is_no_change(seed: int) -> None:
    assert find_change_points(noise(10, 30, seed)) == ()


def test_fewer_runs_than_ten_tell_nothing() -> None:
    values = [10.0] * 5 + [20.0] * 5
    assert len(values) == LEAST_RUNS
    assert find_change_points(values)
    assert find_change_points(values[1:]) == ()


@pytest.mark.parametrize("position", [0, 6, 13])
@pytest.mark.parametrize("slow_runs", range(1, LEAST_LEVEL))
def test_one_slow_run_or_two_are_no_new_level(position: int, slow_runs: int) -> None:
    values = noise(10, 14)
    assert find_change_points([*values[:position], *[25.0] * slow_runs, *values[position:]]) == ()


def test_a_change_on_both_sides_of_a_hiccup_is_one_change() -> None:
    values = [*noise(10, 8), 20.0, 20.2, *noise(30, 8)]
    (point,) = find_change_points(values)
    assert point.index == 10
    assert point.before == pytest.approx(10, rel=0.05)
    assert point.after == pytest.approx(30, rel=0.05)


def test_a_change_smaller_than_asked_for_is_left_out() -> None:
    values = [*noise(10, 10), *noise(13, 10)]
    assert find_change_points(values, least_change=0.2)
    assert find_change_points(values, least_change=0.4) == ()


@pytest.mark.parametrize("odd", [math.nan, math.inf, -1.0])
def test_a_value_that_is_no_figure_is_refused(odd: float) -> None:
    with pytest.raises(ValueError, match="from 0 on"):
        find_change_points([1.0, odd])


@settings(max_examples=60, deadline=None)
@given(some.lists(some.sampled_from([0.0, 1.0, 1.1, 2.0, 50.0, 1e12]), max_size=40))
def test_any_history_gives_ordered_levels_that_last(values: list[float]) -> None:
    found = find_change_points(values)
    places = [point.index for point in found]
    assert places == sorted(set(places))
    if places:
        assert all(end - start >= LEAST_LEVEL for start, end in pairwise([0, *places, len(values)]))
    assert found == find_change_points(values)
