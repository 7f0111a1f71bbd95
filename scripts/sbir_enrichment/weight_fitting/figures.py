"""How good weights are on the candidates they were fitted on."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sbir_enrichment.evaluation.figures import calibration_of
from sbir_enrichment.evaluation.result import Agreement, CalibrationBand
from sbir_enrichment.evaluation.verdicts import ScoredPair
from sbir_enrichment.weight_fitting.labelled_candidates import LabelledCandidates
from sbir_enrichment.weight_fitting.regression import best_candidates, log_odds


@dataclass(frozen=True)
class SourceFigures:
    """What weights do on one source, looking at each firm's best candidate of a known label.

    Attributes:
        agreement: Of the best candidates that reach the acceptance score. The verdict asks more:
            no rival close behind.
        bands: How often a best candidate of such a score is right.
    """

    agreement: Agreement
    bands: tuple[CalibrationBand, ...]


def figures_of(
    candidates: LabelledCandidates, weights: Mapping[str, float], accept_score: float
) -> SourceFigures:
    """Score a source's candidates and compare the best with the truth.

    Args:
        candidates: Labelled, with the features that the weights name.
        weights: With `intercept`.
        accept_score: From 0 to 100, as the setting `name_accept_score`.
    """
    best = best_candidates(candidates.taking_part, log_odds(candidates.taking_part, weights))
    # Rounded as int_name_pair_features does.
    scores = np.round(100 / (1 + np.exp(-log_odds(best, weights))), 2)
    is_right = best["is_right"].to_numpy(dtype=bool)
    accepted = scores >= accept_score
    pairs = [
        ScoredPair(number=number, match_score=float(score), is_right=bool(right), is_best=True)
        for number, (score, right) in enumerate(zip(scores, is_right, strict=True))
    ]
    return SourceFigures(
        agreement=Agreement.counted(
            right=int((accepted & is_right).sum()),
            accepted=int(accepted.sum()),
            positives=candidates.positives,
        ),
        bands=tuple(calibration_of(pairs)),
    )
