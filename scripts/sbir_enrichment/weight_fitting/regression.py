"""From labelled candidates to weights: a plain logistic regression on each firm's best candidate.

scikit-learn is not needed for anything else and is only imported here; see `evaluation` among the
optional dependencies of pyproject.toml.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from sbir_enrichment.evaluation.problems import CouldNotMeasureError
from sbir_enrichment.weight_fitting.labelled_candidates import ORDER, LabelledCandidates
from sbir_enrichment.weight_fitting.weights import DIGITS, INTERCEPT

ROUNDS = 3
# What a place is worth in points of likeness before anything is fitted; all others are worth 0.
NEARNESS = {"same zip": 8, "same city": 6, "other state": -5}
# The inverse strength of the L2 penalty: weak, it only holds back features that hardly ever occur.
REGRESSION_C = 3.0
# A slope and a shift on thousands of firms need no penalty; this is as good as none.
CALIBRATION_C = 1e6
# Far below the digits that are kept, so that another order of adding up changes none of them.
TOLERANCE = 1e-9
STEPS = 10_000

Floats = npt.NDArray[np.float64]


def fit_weights(
    sources: Sequence[LabelledCandidates],
    features: list[str],
    real_weight: float,
    real_share: float,
) -> dict[str, float]:
    """Fit, calibrate and round the weights.

    Args:
        sources: At least one.
        features: Columns of their rows.
        real_weight: What a real firm counts in the regression, a generated one being 1.
        real_share: In the calibration, how many times as much all real firms together count as all
            generated ones together.

    Returns:
        Log-odds per unit of each feature, `intercept` first, rounded to DIGITS.

    Raises:
        CouldNotMeasureError: Best candidates are all right or all wrong, or the fitted scores run
            against the labels.
    """
    taking_part = [source.taking_part for source in sources]
    raw = _regress(sources, taking_part, features, real_weight)
    best = [best_candidates(rows, log_odds(rows, raw)) for rows in taking_part]
    slope, shift = _calibrate(sources, best, raw, real_share)
    if slope <= 0:
        raise CouldNotMeasureError(
            "the higher the fitted score, the more often it is wrong: these labels teach nothing"
        )
    folded = {name: slope * weight for name, weight in raw.items()}
    folded[INTERCEPT] += shift
    # Adding zero makes -0.0 a plain zero.
    return {name: round(weight, DIGITS) + 0.0 for name, weight in folded.items()}


def log_odds(rows: pd.DataFrame, weights: Mapping[str, float]) -> Floats:
    """Return the logarithm of the odds that each row is right, as the weights have it."""
    features = [name for name in weights if name != INTERCEPT]
    values = np.array([weights[name] for name in features])
    odds: Floats = rows[features].to_numpy(dtype=float) @ values + weights[INTERCEPT]
    return odds


def best_candidates(rows: pd.DataFrame, scores: Floats) -> pd.DataFrame:
    """Return each firm's best row; ties go as in `int_name_pair_features`.

    Args:
        rows: Candidates of many firms.
        scores: One per row; the higher, the better.
    """
    order = ["company_id", "score", "name_score", *ORDER[1:]]
    upward = [True, False, False] + [True] * len(ORDER[1:])
    ordered = rows.assign(score=scores).sort_values(order, ascending=upward, kind="stable")
    return ordered.groupby("company_id", sort=False).head(1).drop(columns="score")


def _regress(
    sources: Sequence[LabelledCandidates],
    taking_part: Sequence[pd.DataFrame],
    features: list[str],
    real_weight: float,
) -> dict[str, float]:
    """Fit on each firm's best candidate, which the fit before chose; the first is chosen by eye.

    A firm has up to dozens of candidates, nearly all of them hopeless, and a verdict looks at the
    best alone. Fitted on all, the weights would tell hopeless ones apart; fitted on the best, they
    tell when the best is right.
    """
    weights: dict[str, float] | None = None
    for _ in range(ROUNDS):
        best = [
            best_candidates(rows, _by_eye(rows) if weights is None else log_odds(rows, weights))
            for rows in taking_part
        ]
        counts = [
            np.full(len(rows), real_weight if source.is_real else 1.0)
            for source, rows in zip(sources, best, strict=True)
        ]
        everyone = pd.concat(best)
        intercept, *slopes = _logistic(
            everyone[features].to_numpy(dtype=float),
            everyone["is_right"].to_numpy(dtype=bool),
            np.concatenate(counts),
            REGRESSION_C,
        )
        weights = {INTERCEPT: intercept, **dict(zip(features, slopes, strict=True))}
    assert weights is not None  # noqa: S101 - there are rounds
    return weights


def _by_eye(rows: pd.DataFrame) -> Floats:
    """Say which candidate to begin with: the likest name, nearby rather than far."""
    nearness = rows["place"].map(NEARNESS).fillna(0)
    return (rows["name_score"] + nearness).to_numpy(dtype=float)


def _calibrate(
    sources: Sequence[LabelledCandidates],
    best: Sequence[pd.DataFrame],
    weights: Mapping[str, float],
    real_share: float,
) -> tuple[float, float]:
    """Return the slope and shift that make the log-odds of best candidates true on both kinds.

    Generated firms are many and real ones few: counted by heads, the score would be right on the
    generated ones alone.
    """
    real = sum(len(rows) for source, rows in zip(sources, best, strict=True) if source.is_real)
    generated = sum(map(len, best)) - real
    each_real = real_share * generated / real if real and generated else 1.0
    counts = [
        np.full(len(rows), each_real if source.is_real else 1.0)
        for source, rows in zip(sources, best, strict=True)
    ]
    everyone = pd.concat(best)
    shift, slope = _logistic(
        log_odds(everyone, weights)[:, np.newaxis],
        everyone["is_right"].to_numpy(dtype=bool),
        np.concatenate(counts),
        CALIBRATION_C,
    )
    return slope, shift


def _logistic(
    facts: Floats, is_right: npt.NDArray[np.bool_], counts: Floats, inverse_penalty: float
) -> list[float]:
    """Return the intercept and one slope per column of `facts`."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - an optional package

    if len(np.unique(is_right)) < 2:  # noqa: PLR2004 - right and wrong
        kind = "right" if is_right.any() else "wrong"
        raise CouldNotMeasureError(
            f"the best candidates of all {len(is_right)} firms are {kind}: weights are learned "
            "from both; give more or other labels"
        )
    fitted = LogisticRegression(
        C=inverse_penalty, solver="lbfgs", tol=TOLERANCE, max_iter=STEPS
    ).fit(facts, is_right, sample_weight=counts)
    return [float(fitted.intercept_[0]), *map(float, fitted.coef_[0])]
