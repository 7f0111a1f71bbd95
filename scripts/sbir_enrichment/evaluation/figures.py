"""From verdicts and truths to shares, curve and calibration."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from sbir_enrichment.evaluation.labelled_firms import LabelledFirm
from sbir_enrichment.evaluation.result import Agreement, CalibrationBand, CurvePoint, Share, Slice
from sbir_enrichment.evaluation.verdicts import ScoredPair, Verdict

BAND_ENDS = (0, 50, 60, 70, 75, 80, 85, 90, 92, 94, 96, 98, 99, 100)


def agreement_of(verdicts: Collection[Verdict], positives: int) -> Agreement:
    """Compare the accepted matches with the truth."""
    accepted = [verdict for verdict in verdicts if verdict.accepted_id is not None]
    right = sum(verdict.is_right for verdict in accepted)
    return Agreement.counted(right, len(accepted), positives)


def agreement_of_choices(
    chosen: Mapping[int, str | None] | Mapping[int, str],
    verdicts: Collection[Verdict],
    positives: int,
) -> Agreement:
    """Compare what another approach chose (firm number -> recipient id) with the same truth."""
    truths = {verdict.number: verdict.true_ids for verdict in verdicts}
    accepted = [
        (number, choice) for number, choice in chosen.items() if choice and number in truths
    ]
    right = sum(choice in truths[number] for number, choice in accepted)
    return Agreement.counted(right, len(accepted), positives)


def candidate_recall(verdicts: Collection[Verdict], positives: int) -> Share:
    """Return the share of positives whose recipient blocking found: what scoring can still save."""
    return Share.counted(sum(verdict.is_true_a_candidate for verdict in verdicts), positives)


def curve_of(verdicts: Sequence[Verdict], positives: int) -> list[CurvePoint]:
    """Say what each acceptance score would accept, from the highest score down.

    Only firms that are accepted or in review move with the score; what is ambiguous or in
    conflict stays out at any. Below the present acceptance score the curve is the best that can
    be had: a candidate in review may turn out ambiguous once it is good enough to be accepted.
    """
    able = [
        (verdict.match_score, verdict.best_id in verdict.true_ids)
        for verdict in verdicts
        if verdict.match_status in ("accepted", "review") and verdict.match_score is not None
    ]
    able.sort(key=lambda pair: -pair[0])
    points: list[CurvePoint] = []
    right = 0
    for accepted, (score, is_right) in enumerate(able, 1):
        right += is_right
        is_last_of_its_score = accepted == len(able) or able[accepted][0] < score
        if is_last_of_its_score:
            agreement = Agreement.counted(right, accepted, positives)
            points.append(CurvePoint(score=score, agreement=agreement))
    return points


def calibration_of(pairs: Sequence[ScoredPair]) -> list[CalibrationBand]:
    """Return, for each band of scores that holds a pair, the share of right ones."""
    bands = []
    for low, high in pairwise(BAND_ENDS):
        inside = [
            pair
            for pair in pairs
            if low <= pair.match_score < high or pair.match_score == high == BAND_ENDS[-1]
        ]
        if inside:
            best = [pair for pair in inside if pair.is_best]
            mean = sum(pair.match_score for pair in inside) / len(inside)
            bands.append(
                CalibrationBand(
                    low=low,
                    high=high,
                    mean_score=round(mean, 2),
                    pairs=Share.counted(sum(pair.is_right for pair in inside), len(inside)),
                    best_pairs=Share.counted(sum(pair.is_right for pair in best), len(best)),
                )
            )
    return bands


def slices_of(firms: Sequence[LabelledFirm], verdicts: Sequence[Verdict]) -> list[Slice]:
    """Return the figures of each named slice, in the order of its first firm."""
    by_number = {verdict.number: verdict for verdict in verdicts}
    members: dict[str, list[LabelledFirm]] = {}
    for firm in firms:
        if firm.slice_name is not None:
            members.setdefault(firm.slice_name, []).append(firm)
    slices = []
    for name, inside in members.items():
        judged = [by_number[firm.number] for firm in inside]
        positives = sum(not firm.is_withheld for firm in inside)
        slices.append(
            Slice(
                name=name,
                firms=len(inside),
                agreement=agreement_of(judged, positives),
                candidate_recall=candidate_recall(judged, positives),
            )
        )
    return slices
