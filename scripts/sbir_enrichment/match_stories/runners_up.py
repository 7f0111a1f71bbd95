"""What the next best candidate lacked."""

from collections.abc import Mapping, Sequence
from math import log
from typing import Any

from sbir_enrichment.match_stories.story import Evidence, Lack, RunnerUp
from sbir_enrichment.match_stories.weighed_names import Candidate, Feature

MOST_LACKS = 6


def runner_up(
    evidence: Sequence[Evidence], candidates: Sequence[Candidate], settings: Mapping[str, Any]
) -> RunnerUp | None:
    """Return the best candidate that did not win, and why; None where there is no other.

    Other rows of the winner are no other candidate.

    Where nothing won, it is the best candidate by name, and what it lacked to be looked at.
    """
    if not evidence:
        return _too_low(candidates[0], settings) if candidates else None
    best = evidence[0]
    other = next((each for each in evidence if not each.is_same_entity), None)
    if other is None:
        return _below_review(best, candidates, settings)
    pair = _by_name(best.recipient_id, other.recipient_id, candidates)
    lacks = _lacks(*pair) if pair else []
    explanation = other.standing
    # What a person ruled out did not lose by its score.
    if pair and not lacks and other is not best and not other.standing.startswith("ruled out"):
        explanation += "; it lacks nothing, the order is that of what else the rows say"
    if other.match_method != best.match_method:
        explanation += f"; it rests on {other.match_method}, the best on {best.match_method}"
    return RunnerUp(
        recipient_name=other.recipient_name,
        match_method=other.match_method,
        match_score=other.match_score,
        explanation=explanation,
        lacks=lacks,
    )


def _below_review(
    best: Evidence, candidates: Sequence[Candidate], settings: Mapping[str, Any]
) -> RunnerUp | None:
    other = next((each for each in candidates if each.recipient_id != best.recipient_id), None)
    if other is None:
        return None
    pair = _by_name(best.recipient_id, other.recipient_id, candidates)
    return RunnerUp(
        recipient_name=other.recipient_name,
        match_method="name_fuzzy",
        match_score=other.match_score,
        explanation=f"below name_review_score {settings['name_review_score']:g}: no candidate",
        lacks=_lacks(*pair) if pair else [],
    )


def _too_low(candidate: Candidate, settings: Mapping[str, Any]) -> RunnerUp:
    wanted = settings["name_review_score"]
    short = log(wanted / (100 - wanted)) - candidate.log_odds if wanted < 100 else 0.0  # noqa: PLR2004
    costs = [each for each in candidate.telling if each.contribution < 0]
    return RunnerUp(
        recipient_name=candidate.recipient_name,
        match_method="name_fuzzy",
        match_score=candidate.match_score,
        explanation=f"the best by name; {short:.2f} in log-odds short of name_review_score "
        f"{wanted:g}. What cost it most:",
        lacks=[Lack(what=told(each), points=each.contribution) for each in costs[:MOST_LACKS]],
    )


def _by_name(
    best: str, other: str, candidates: Sequence[Candidate]
) -> tuple[Candidate, Candidate] | None:
    found = {candidate.recipient_id: candidate for candidate in candidates}
    return (found[best], found[other]) if best in found and other in found else None


def _lacks(best: Candidate, other: Candidate) -> list[Lack]:
    differences = [
        Lack(what=told(ours), points=theirs.contribution - ours.contribution)
        for ours, theirs in zip(best.features, other.features, strict=True)
        if ours.contribution != theirs.contribution
    ]
    differences.sort(key=lambda lack: (lack.points, lack.what))
    return differences


def told(feature: Feature) -> str:
    """Return name and meaning; the meaning of some only goes on from that of another."""
    return f"{feature.name}: {feature.meaning.removeprefix('... ')}"
