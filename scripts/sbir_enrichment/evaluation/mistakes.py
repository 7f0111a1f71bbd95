"""The pairs that are wrong and the pairs that are missing, each with what explains it."""

from collections.abc import Sequence

from sbir_enrichment.evaluation.labelled_firms import LabelledFirm
from sbir_enrichment.evaluation.result import Cause, FalsePair, MissedPair
from sbir_enrichment.evaluation.verdicts import Verdict

Judged = tuple[LabelledFirm, Verdict]


def place_of(firm: LabelledFirm) -> str:
    """Return city, state and zip as one would read them out."""
    town = ", ".join(part for part in (firm.city, firm.state) if part)
    return " ".join(part for part in (town, firm.zip) if part)


def false_pairs(judged: Sequence[Judged]) -> list[FalsePair]:
    """Return the accepted matches that are wrong, the most certain first."""
    wrong = [
        (firm, verdict)
        for firm, verdict in judged
        if verdict.accepted_id is not None and not verdict.is_right
    ]
    wrong.sort(key=lambda pair: (-(pair[1].match_score or 0), pair[0].number))
    return [
        FalsePair(
            company_name=firm.company_name,
            company_place=place_of(firm),
            recipient_name=verdict.best_name,
            recipient_place=verdict.best_place,
            recipient_uei=verdict.best_uei,
            match_score=verdict.match_score,
            match_reason=verdict.match_reason,
            truth=_truth(firm, verdict),
        )
        for firm, verdict in wrong
    ]


def missed_pairs(judged: Sequence[Judged]) -> list[MissedPair]:
    """Return the firms that have a recipient and were not given it, in order of the cause."""
    missed = [
        (cause_of(verdict), firm, verdict)
        for firm, verdict in judged
        if not firm.is_withheld and not verdict.is_right
    ]
    missed.sort(key=lambda row: (row[0], -(row[2].true_score or 0), row[1].number))
    return [
        MissedPair(
            company_name=firm.company_name,
            company_place=place_of(firm),
            lost_by=cause,
            match_status=verdict.match_status,
            match_reason=verdict.match_reason,
            true_name=verdict.true_name,
            true_place=verdict.true_place,
            true_score=verdict.true_score,
            true_evidence=verdict.true_evidence,
            best_name=verdict.best_name,
            best_score=verdict.match_score,
        )
        for cause, firm, verdict in missed
    ]


def cause_of(verdict: Verdict) -> Cause:
    """Return the first step of the way at which the firm's recipient was lost."""
    if not verdict.true_ids:
        return "not in the universe"
    if verdict.accepted_id is not None:
        return "wrong match"
    if not verdict.is_true_a_candidate:
        return "blocking"
    if verdict.match_status == "ambiguous":
        return "ambiguity"
    if verdict.match_status == "conflict":
        return "conflict"
    return "score"


def _truth(firm: LabelledFirm, verdict: Verdict) -> str:
    if firm.is_withheld:
        return "none: its recipients are withheld"
    if verdict.true_name is None:
        return "not in the universe"
    return ", ".join(part for part in (verdict.true_name, verdict.true_place) if part)
