"""Verdicts and results, small enough to count by hand."""

from sbir_enrichment.evaluation.labelled_firms import LabelledFirm
from sbir_enrichment.evaluation.result import (
    Agreement,
    Approach,
    CalibrationBand,
    CurvePoint,
    Evaluation,
    FalsePair,
    MissedPair,
    Share,
    Slice,
)
from sbir_enrichment.evaluation.verdicts import Verdict


def firm(number: int, *, withheld: bool = False, era: str | None = None) -> LabelledFirm:
    return LabelledFirm(
        number=number,
        company_name=f"FIRM {number}",
        city="AUSTIN",
        state="TX",
        zip="78701",
        is_withheld=withheld,
        slice_name=era,
    )


def verdict(  # noqa: PLR0913
    number: int,
    status: str = "accepted",
    *,
    score: float | None = 95.0,
    best: str | None = "right",
    truth: tuple[str, ...] = ("right",),
    candidate: bool = True,
) -> Verdict:
    return Verdict(
        number=number,
        match_status=status,
        match_score=score,
        accepted_id=best if status == "accepted" else None,
        best_id=best,
        match_reason=f"{status} for a reason",
        best_name=best,
        best_place="",
        best_uei=None,
        true_ids=frozenset(truth),
        is_true_a_candidate=candidate and bool(truth),
        true_name="RIGHT INC" if truth else None,
        true_place="AUSTIN, TX",
        true_score=score,
        true_evidence="same name",
    )


def evaluation(name: str = "FIRM 1") -> Evaluation:
    agreement = Agreement.counted(right=8, accepted=9, positives=10)
    return Evaluation(
        evaluated_at="2026-01-02 03:04:05 UTC",
        source=name,
        universe="universe.csv",
        settings={"name_accept_score": 90},
        versions={"duckdb": "1"},
        firms=12,
        positives=10,
        withheld=2,
        recipients=30,
        statuses={"accepted": 9, "unmatched": 3},
        approaches=[
            Approach(
                name="project",
                label="this project",
                agreement=agreement,
                seconds=1.5,
                cpu_seconds=2.5,
            ),
            Approach(name="splink", label="Splink", agreement=None, note="not measured: x"),
        ],
        candidate_recall=Share.counted(9, 10),
        curve=[
            CurvePoint(score=100, agreement=Agreement.counted(4, 4, 10)),
            CurvePoint(score=90, agreement=agreement),
        ],
        calibration=[
            CalibrationBand(
                low=99,
                high=100,
                mean_score=99.5,
                pairs=Share.counted(4, 5),
                best_pairs=Share.counted(4, 4),
            )
        ],
        slices=[
            Slice(
                name=f"before {name}",
                firms=3,
                agreement=agreement,
                candidate_recall=Share.counted(0, 0),
            )
        ],
        false_pairs=[
            FalsePair(
                company_name=name,
                company_place=name,
                recipient_name=name,
                recipient_place=name,
                recipient_uei=name,
                match_score=91,
                match_reason=name,
                truth=name,
            )
        ],
        missed_pairs=[
            MissedPair(
                company_name=name,
                company_place=name,
                lost_by="blocking",
                match_status="unmatched",
                match_reason=name,
                true_name=name,
                true_place=name,
                true_score=None,
                true_evidence=name,
                best_name=name,
                best_score=None,
            )
        ],
        notes=[name],
    )
