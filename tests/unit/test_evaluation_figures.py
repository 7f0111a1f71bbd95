"""Shares, curve, calibration and causes, against counts made by hand."""

import pytest
from evaluation_samples import evaluation, firm, verdict
from hypothesis import given
from hypothesis import strategies as some

from sbir_enrichment.evaluation.figures import (
    agreement_of,
    agreement_of_choices,
    calibration_of,
    candidate_recall,
    curve_of,
    slices_of,
)
from sbir_enrichment.evaluation.intervals import wilson_interval
from sbir_enrichment.evaluation.mistakes import cause_of, false_pairs, missed_pairs
from sbir_enrichment.evaluation.result import Agreement, Share
from sbir_enrichment.evaluation.shortfalls import shortfalls
from sbir_enrichment.evaluation.verdicts import ScoredPair


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(right, of, low, high) -> None:
    assert wilson_interval(right, of) == pytest.approx((low, high), abs=5e-5)


@given(
    some.integers(1, 100_000).flatmap(lambda of: some.tuples(some.integers(0, of), some.just(of)))
)
def test_the_interval_holds_the_share_stays_possible_and_is_symmetric(counts) -> None:
    right, of = counts
    low, high = wilson_interval(right, of)
    assert 0 <= low <= right / of <= high <= 1
    assert low < high
    opposite = wilson_interval(of - right, of)
    assert opposite == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(some.integers(0, 500), some.integers(1, 500))
def test_ten_times_the_firms_narrow_the_interval(right, more) -> None:
    of = right + more
    low, high = wilson_interval(right, of)
    tenfold_low, tenfold_high = wilson_interval(10 * right, 10 * of)
    assert tenfold_high - tenfold_low < high - low


@pytest.mark.parametrize(("right", "of"), [(0, 0), (3, 2), (-1, 5)])
def test_impossible_counts_have_no_interval(right, of) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson_interval(right, of)


def test_a_share_of_nothing_is_null_and_not_zero() -> None:
    assert Share.counted(0, 0) == Share(right=0, of=0, value=None, low=None, high=None)
    assert Agreement.counted(0, 0, 0).f1 is None


def test_precision_recall_and_f1_count_as_they_say() -> None:
    verdicts = [
        verdict(1),
        verdict(2),
        verdict(3, best="wrong"),
        verdict(4, best="wrong", truth=()),  # withheld, yet accepted
        verdict(5, "review"),
        verdict(6, "unmatched", best=None, truth=()),
    ]
    agreement = agreement_of(verdicts, positives=4)
    assert (agreement.precision.right, agreement.precision.of) == (2, 4)
    assert (agreement.recall.right, agreement.recall.of) == (2, 4)
    assert agreement.f1 == 0.5


def test_another_approach_is_held_to_the_same_truth() -> None:
    verdicts = [verdict(1, "unmatched", best=None), verdict(2, "unmatched", best=None, truth=())]
    agreement = agreement_of_choices({1: "right", 2: "right"}, verdicts, positives=1)
    assert (agreement.precision.right, agreement.precision.of) == (1, 2)
    assert agreement_of_choices({1: None}, verdicts, positives=1).precision.of == 0


def test_the_curve_meets_the_verdicts_at_the_acceptance_score() -> None:
    verdicts = [
        verdict(1, score=100),
        verdict(2, score=95),
        verdict(3, score=95, best="wrong"),
        verdict(4, "review", score=80),
        verdict(5, "ambiguous", score=99),  # no score would accept it
        verdict(6, "unmatched", score=None, best=None),
    ]
    curve = {point.score: point.agreement for point in curve_of(verdicts, positives=6)}
    assert list(curve) == [100, 95, 80]
    assert curve[95] == agreement_of(verdicts, positives=6)
    assert (curve[80].recall.right, curve[80].precision.of) == (3, 4)


@given(
    some.lists(
        some.tuples(some.floats(0, 100), some.sampled_from(["right", "wrong"]), some.booleans()),
        max_size=30,
    )
)
def test_a_lower_score_never_lowers_recall(rows) -> None:
    verdicts = [
        verdict(number, "accepted" if accepted else "review", score=score, best=best)
        for number, (score, best, accepted) in enumerate(rows)
    ]
    points = curve_of(verdicts, positives=max(1, len(rows)))
    recalls = [point.agreement.recall.right for point in points]
    assert recalls == sorted(recalls)
    assert [point.score for point in points] == sorted({row[0] for row in rows}, reverse=True)


def test_calibration_counts_each_pair_in_one_band() -> None:
    pairs = [
        ScoredPair(1, 100.0, is_right=True, is_best=True),
        ScoredPair(1, 75.0, is_right=False, is_best=False),
        ScoredPair(2, 79.99, is_right=True, is_best=True),
        ScoredPair(3, 80.0, is_right=False, is_best=True),
        ScoredPair(3, 0.0, is_right=False, is_best=False),
    ]
    bands = {(band.low, band.high): band for band in calibration_of(pairs)}
    assert list(bands) == [(0, 50), (75, 80), (80, 85), (99, 100)]
    assert sum(band.pairs.of for band in bands.values()) == len(pairs)
    assert bands[75, 80].pairs == Share.counted(1, 2)
    assert bands[75, 80].best_pairs == Share.counted(1, 1)
    assert bands[75, 80].mean_score == 77.5


def test_candidate_recall_counts_what_blocking_found() -> None:
    verdicts = [verdict(1), verdict(2, "unmatched", candidate=False)]
    assert candidate_recall(verdicts, positives=2) == Share.counted(1, 2)


def test_a_slice_counts_its_own_firms_only() -> None:
    firms = [firm(1, era="early"), firm(2, era="late"), firm(3, era="late", withheld=True)]
    verdicts = [verdict(1), verdict(2, "review"), verdict(3, best="wrong", truth=())]
    early, late = slices_of(firms, verdicts)
    assert (early.name, early.firms, early.agreement.recall.value) == ("early", 1, 1.0)
    assert (late.name, late.firms) == ("late", 2)
    assert late.agreement.precision == Share.counted(0, 1)
    assert late.agreement.recall == Share.counted(0, 1)


@pytest.mark.parametrize(
    ("seen", "cause"),
    [
        (verdict(1, "unmatched", truth=()), "not in the universe"),
        (verdict(1, "accepted", best="wrong", candidate=False), "wrong match"),
        (verdict(1, "review", best="wrong", candidate=False), "blocking"),
        (verdict(1, "ambiguous"), "ambiguity"),
        (verdict(1, "conflict"), "conflict"),
        (verdict(1, "review"), "score"),
        (verdict(1, "unmatched", best=None), "score"),
    ],
)
def test_a_missed_pair_names_the_step_that_lost_it(seen, cause) -> None:
    assert cause_of(seen) == cause


def test_false_and_missed_pairs_are_those_and_no_others() -> None:
    judged = [
        (firm(1), verdict(1)),
        (firm(2), verdict(2, best="wrong", score=92)),
        (firm(3, withheld=True), verdict(3, best="wrong", score=99, truth=())),
        (firm(4, withheld=True), verdict(4, "unmatched", best=None, truth=())),
        (firm(5), verdict(5, "unmatched", best=None, candidate=False)),
    ]
    wrong = false_pairs(judged)
    assert [(pair.company_name, pair.truth) for pair in wrong] == [
        ("FIRM 3", "none: its recipients are withheld"),
        ("FIRM 2", "RIGHT INC, AUSTIN, TX"),
    ]
    missed = missed_pairs(judged)
    assert [(pair.company_name, pair.lost_by) for pair in missed] == [
        ("FIRM 5", "blocking"),
        ("FIRM 2", "wrong match"),
    ]


def test_a_figure_below_what_was_asked_for_is_named() -> None:
    seen = evaluation()  # precision 8 of 9, recall 8 of 10
    assert shortfalls(seen, None, None) == []
    assert shortfalls(seen, 0.88, 0.8) == []
    assert shortfalls(seen, 0.99, 0.81) == [
        "precision 0.8889 is below 0.99",
        "recall 0.8000 is below 0.81",
    ]
