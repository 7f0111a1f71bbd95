"""The split of a change of the match rate adds up, exactly, however the awards are sliced."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbir_enrichment.match_changes.decomposition import (
    Effect,
    Group,
    Totals,
    split_by,
    split_by_method,
    together,
)

METHODS = ("uei_exact", "duns_exact", "name_fuzzy")


def group(  # noqa: PLR0913 (one argument for each thing that a test may be about)
    before: str | None,
    after: str | None,
    awards: int = 1,
    *,
    was: bool = True,
    stays: bool = True,
    agency: str = "NASA",
) -> Group:
    return Group(agency, "2008", was, stays, before, after, None, None, awards)


@st.composite
def groups(draw: st.DrawFn) -> Group:
    was, stays = draw(st.sampled_from([(True, True), (True, False), (False, True)]))
    method = st.sampled_from((None, *METHODS))
    return Group(
        agency=draw(st.sampled_from(("NASA", "DOE", "DoD"))),
        era=draw(st.sampled_from(("before 2008", "not given"))),
        was_in_input=was,
        is_in_input=stays,
        method_before=draw(method) if was else None,
        method_after=draw(method) if stays else None,
        change=draw(st.sampled_from((None, "lost", "gained"))),
        cause=None,
        awards=draw(st.integers(1, 500)),
    )


BOTH_BUILDS = [group(None, None), group("uei_exact", "uei_exact")]


@given(st.lists(groups(), max_size=12).map(lambda drawn: [*drawn, *BOTH_BUILDS]))
def test_the_parts_add_up_to_the_change_by_agency_era_and_method(drawn: list[Group]) -> None:
    totals = Totals.counted(drawn)
    by_agency = together(split_by(drawn, totals, lambda each: each.agency).values())
    by_era = together(split_by(drawn, totals, lambda each: each.era).values())
    by_method = together(split_by_method(drawn, totals).values())
    after = Fraction(totals.accepted_after, totals.awards_after)
    before = Fraction(totals.accepted_before, totals.awards_before)
    assert by_agency.change == totals.change == after - before
    assert by_agency == by_era == by_method, "one split, sliced in three ways"


@given(st.lists(groups(), min_size=1, max_size=12))
def test_the_same_awards_make_no_mix_and_the_same_verdicts_nothing_within(
    drawn: list[Group],
) -> None:
    stayed = [each for each in drawn if each.was_in_input and each.is_in_input] or BOTH_BUILDS
    same_awards = split_by(stayed, Totals.counted(stayed), lambda each: each.agency)
    assert {effect.mix for effect in same_awards.values()} == {0}

    unmoved = [
        group(
            each.method_before or each.method_after,
            each.method_before or each.method_after,
            each.awards,
            agency=each.agency,
        )
        if each in stayed
        else each
        for each in [*drawn, *BOTH_BUILDS]
    ]
    same_verdicts = split_by(unmoved, Totals.counted(unmoved), lambda each: each.agency)
    assert {effect.within for effect in same_verdicts.values()} == {0}


def test_a_change_that_can_be_worked_out_by_hand() -> None:
    # 100 awards, 80 accepted. 10 of those lose their match, and 25 awards come without one.
    awards = [
        group("uei_exact", "uei_exact", 70),
        group("uei_exact", None, 10),
        group(None, None, 20),
        group(None, None, 25, was=False),
    ]
    totals = Totals.counted(awards)
    assert totals.change == Fraction(70, 125) - Fraction(80, 100)
    whole = together(split_by(awards, totals, lambda each: each.agency).values())
    # Within: 10 awards, each weighing the mean of 1/100 and 1/125. Mix: all the rest.
    assert whole.within == -10 * (Fraction(1, 100) + Fraction(1, 125)) / 2
    assert whole == Effect(mix=totals.change - whole.within, within=whole.within)


def test_an_agency_that_grows_counts_for_the_worse_only_if_it_matches_worse_than_the_rest() -> None:
    awards = [
        group("uei_exact", "uei_exact", 50, agency="NASA"),
        group(None, None, 50, agency="DoD"),
        group(None, None, 100, was=False, agency="DoD"),
    ]
    effects = split_by(awards, Totals.counted(awards), lambda each: each.agency)
    assert effects["DoD"].mix < 0 and effects["NASA"].mix < 0
    assert effects["DoD"].within == effects["NASA"].within == 0
    grown_well = [
        group("uei_exact", "uei_exact", 50, agency="NASA"),
        group(None, "uei_exact", 100, was=False, agency="NASA"),
        group(None, None, 50, agency="DoD"),
    ]
    effects = split_by(grown_well, Totals.counted(grown_well), lambda each: each.agency)
    assert effects["NASA"].mix > 0 and effects["DoD"].mix > 0


def test_a_shift_from_one_method_to_another_at_the_same_rate_is_shown_by_method() -> None:
    awards = [
        group("uei_exact", "name_fuzzy", 20),
        group("uei_exact", "uei_exact", 60),
        group(None, None, 20),
    ]
    totals = Totals.counted(awards)
    effects = split_by_method(awards, totals)
    assert totals.change == 0
    assert effects["uei_exact"].within == pytest.approx(-0.2)
    assert effects["name_fuzzy"].within == pytest.approx(0.2)
