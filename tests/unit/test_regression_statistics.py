"""Changes of repeated runs: the estimate, its interval, and what chance makes of many models."""

import math
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from sbir_enrichment.regression.relabelling import (
    MOST_WAYS,
    chances,
    chances_of_pairs,
    least_chance,
    least_chance_of_pairs,
)
from sbir_enrichment.regression.shifts import shift_between, shift_of_pairs

seconds = st.floats(0.01, 1000)
runs = st.lists(seconds, min_size=2, max_size=7)


def test_the_change_is_the_median_of_all_ratios() -> None:
    shift = shift_between([10, 10, 20], [20, 30, 30])
    # 1, 1.5, 1.5, 2, 2, 3, 3, 3, 3
    assert shift.ratio == pytest.approx(2)


def test_one_run_on_a_busy_machine_hardly_moves_the_change() -> None:
    quiet = shift_between([10, 10.1, 9.9, 10, 10.2], [10, 10.1, 9.9, 10.2, 10])
    busy = shift_between([10, 10.1, 9.9, 10, 10.2], [10, 10.1, 9.9, 10.2, 40])
    assert busy.ratio == pytest.approx(quiet.ratio, rel=0.011)


@pytest.mark.parametrize(
    ("before", "now", "confidence"), [(3, 3, 0.9), (4, 4, 1 - 2 / 70), (5, 3, 1 - 2 / 56)]
)
def test_the_interval_of_few_runs_says_how_sure_it_is(
    before: int, now: int, confidence: float
) -> None:
    shift = shift_between(range(10, 10 + before), range(20, 20 + now))
    assert shift.confidence == pytest.approx(confidence)
    assert (shift.low, shift.high) == pytest.approx((20 / (9 + before), (19 + now) / 10))


@pytest.mark.parametrize("now", [3, 5, 8])
@pytest.mark.parametrize("before", [3, 5, 8])
def test_the_interval_holds_what_a_rank_test_does_not_exclude(before: int, now: int) -> None:
    drawn = np.random.default_rng(before * 10 + now)
    old, new = drawn.lognormal(1, 0.2, before), drawn.lognormal(1.2, 0.2, now)
    shift = shift_between(old, new)
    level = 1 - shift.confidence + 1e-9

    def excluded(ratio: float) -> bool:
        test = stats.mannwhitneyu(new / ratio, old, method="exact", alternative="two-sided")
        return bool(test.pvalue <= level)

    for end, outwards in ((shift.low, 0.999), (shift.high, 1.001)):
        assert excluded(end * outwards)
        assert not excluded(end / outwards)


def test_the_interval_of_pairs_holds_what_the_signed_rank_test_does_not_exclude() -> None:
    drawn = np.random.default_rng(4)
    old = drawn.lognormal(1, 0.5, 8)
    new = old * drawn.lognormal(0.2, 0.1, 8)
    shift = shift_of_pairs(old, new)
    assert shift.confidence >= 0.95

    def excluded(ratio: float) -> bool:
        test = stats.wilcoxon(np.log(new / old) - math.log(ratio), method="exact")
        return bool(test.pvalue <= 1 - shift.confidence + 1e-9)

    for end, outwards in ((shift.low, 0.999), (shift.high, 1.001)):
        assert excluded(end * outwards)
        assert not excluded(end / outwards)


def test_pairs_see_through_a_machine_that_became_slow_half_way() -> None:
    old = [10.0, 10.1, 10.0, 20.0, 20.3, 19.9]
    new = [10.4, 10.6, 10.5, 20.9, 21.2, 20.8]
    assert shift_of_pairs(old, new).low > 1.03
    assert shift_between(old, new).low < 1


@given(runs, runs, st.randoms())
@settings(max_examples=50, deadline=None)
def test_the_order_of_runs_does_not_matter(old: list[float], new: list[float], random) -> None:
    shift = shift_between(old, new)
    chance = chances(columns(old), columns(new)).rise
    random.shuffle(old)
    random.shuffle(new)
    assert shift_between(old, new) == shift
    assert chances(columns(old), columns(new)).rise == pytest.approx(chance)


@given(runs, runs, st.floats(0.001, 1000))
@settings(max_examples=50, deadline=None)
def test_another_unit_of_time_changes_nothing(
    old: list[float], new: list[float], factor: float
) -> None:
    shift = shift_between(old, new)
    scaled = shift_between([factor * each for each in old], [factor * each for each in new])
    assert (scaled.ratio, scaled.low) == pytest.approx((shift.ratio, shift.low), rel=1e-6)


@given(runs, runs)
@settings(max_examples=50, deadline=None)
def test_the_other_way_round_the_change_is_the_inverse(old: list[float], new: list[float]) -> None:
    there, back = shift_between(old, new), shift_between(new, old)
    assert there.ratio * back.ratio == pytest.approx(1)
    assert there.low * back.high == pytest.approx(1)
    assert there.low <= there.ratio * (1 + 1e-12)
    assert there.ratio <= there.high * (1 + 1e-12)


def test_the_clearest_of_all_ways_has_the_least_chance() -> None:
    old = columns([1.0, 1.1, 1.2])
    found = chances(old, columns([2.0, 2.1, 2.2]))
    assert (found.rise, found.fall) == (pytest.approx([1 / 20]), pytest.approx([1]))
    assert least_chance(3, 3) == 1 / 20
    found = chances_of_pairs(old, columns([2.0, 2.1, 2.2]))
    assert (found.rise, found.fall) == (pytest.approx([1 / 8]), pytest.approx([1]))
    assert least_chance_of_pairs(3) == 1 / 8


def test_chances_are_what_trying_all_ways_by_hand_gives() -> None:
    drawn = np.random.default_rng(8)
    rows = drawn.normal(0, 1, (7, 3))
    rows[4:, 1] += 2.5

    def clarity(late: tuple[int, ...]) -> np.ndarray:
        new = rows[list(late)]
        old = np.delete(rows, list(late), axis=0)
        spread = np.sqrt((new.var(axis=0) * 3 + old.var(axis=0) * 4) / 5)
        return (new.mean(axis=0) - old.mean(axis=0)) / (spread + usual[0])

    usual = [0.0]
    new, old = rows[4:], rows[:4]
    usual[0] = float(np.median(np.sqrt((new.var(axis=0) * 3 + old.var(axis=0) * 4) / 5)))
    seen = clarity((4, 5, 6))
    everything = np.array([clarity(late) for late in combinations(range(7), 3)])
    expected, highest = np.empty(3), 0.0
    left = list(np.argsort(-seen))
    while left:
        share = float((everything[:, left].max(axis=1) >= seen[left[0]] - 1e-9).mean())
        highest = max(highest, share)
        expected[left.pop(0)] = highest
    assert chances(old, new).rise == pytest.approx(expected)
    assert chances(-old, -new).fall == pytest.approx(expected)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_models_does_not_matter(order: tuple[int, ...]) -> None:
    drawn = np.random.default_rng(5)
    old, new = drawn.normal(0, 1, (5, 3)), drawn.normal(0.5, 1, (5, 3))
    chance = chances(old, new).rise
    assert chances(old[:, order], new[:, order]).rise == pytest.approx(chance[list(order)])


def test_many_runs_are_judged_by_ways_that_are_drawn_and_always_the_same() -> None:
    assert math.comb(24, 12) > MOST_WAYS
    drawn = np.random.default_rng(6)
    old, new = drawn.normal(0, 1, (12, 2)), drawn.normal([0, 3], 1, (12, 2))
    chance = chances(old, new).rise
    assert chance[0] > 0.05
    assert chance[1] == pytest.approx(1 / MOST_WAYS)
    assert (chances(old[::-1], new[::-1]).rise == chance).all()


def test_looking_at_more_models_raises_few_more_false_alarms() -> None:
    """In 5 of 100 comparisons of the same code chance may look clear in any model, not in each."""
    drawn = np.random.default_rng(11)
    alarms = 0
    for _ in range(300):
        noise = drawn.normal(0, 0.05, (10, 40)) + drawn.normal(0, 0.05, (10, 1))
        noise += drawn.exponential(0.3, (10, 40)) * (drawn.random((10, 40)) < 0.05)
        alarms += int(chances(noise[:5], noise[5:]).rise.min() <= 0.05)
    # Of 300 with a probability of 0.05 each, more than 25 are seen once in a hundred times.
    assert 3 <= alarms <= 25


def columns(values: list[float]) -> np.ndarray:
    return np.log(np.array(values))[:, None]
