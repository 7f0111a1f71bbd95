"""Whose score a story explains, and what it says of the next best."""

import pytest

from sbir_enrichment.match_stories.runners_up import runner_up
from sbir_enrichment.match_stories.story import Evidence, Story
from sbir_enrichment.match_stories.weighed_names import Candidate

SETTINGS = {"name_review_score": 75}
NOTHING_LACKS = "it lacks nothing"


def evidence(rank: int, recipient_id: str, standing: str, *, is_same: bool = False) -> Evidence:
    return Evidence(
        rank=rank,
        recipient_id=recipient_id,
        recipient_name="ACME INC",
        uei=None,
        duns=None,
        state="CA",
        match_method="name_fuzzy",
        match_score=99.0,
        evidence="same name, same city",
        standing=standing,
        is_same_entity=is_same,
    )


def candidate(rank: int, recipient_id: str) -> Candidate:
    return Candidate(
        rank=rank,
        recipient_id=recipient_id,
        recipient_name="ACME INC",
        city=None,
        state="CA",
        company_name_key="ACME",
        recipient_name_key="ACME",
        place="same city",
        legal_forms="same",
        name_score=100,
        intercept=4.6,
        features=[],
        log_odds=4.6,
        match_score=99.0,
    )


def test_of_two_as_likely_the_sum_shown_is_that_of_the_one_the_verdict_names() -> None:
    found = [evidence(1, "second", "the best", is_same=True), evidence(2, "first", "as likely")]
    compared = [candidate(1, "first"), candidate(2, "second")]
    story = Story.model_construct(evidence=found, candidates=compared)
    assert story.best == compared[1]
    assert Story.model_construct(evidence=[], candidates=compared).best == compared[0]
    assert Story.model_construct(evidence=found, candidates=[]).best is None


@pytest.mark.parametrize(
    ("standing", "is_told"),
    [("as likely as the best", True), ("ruled out, decision of Ann, 2026-01-31", False)],
)
def test_what_a_person_ruled_out_did_not_lose_by_its_score(standing: str, is_told: bool) -> None:
    found = [evidence(1, "first", "the best", is_same=True), evidence(2, "second", standing)]
    other = runner_up(found, [candidate(1, "first"), candidate(2, "second")], SETTINGS)
    assert other is not None
    assert (NOTHING_LACKS in other.explanation) is is_told
