"""The regression finds weights that are known, whatever the order of its rows."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from weight_fitting_samples import FEATURES, TRUE_WEIGHTS, drawn

from sbir_enrichment.evaluation.optional_packages import how_to_install, is_installed
from sbir_enrichment.evaluation.problems import CouldNotMeasureError
from sbir_enrichment.weight_fitting.figures import figures_of
from sbir_enrichment.weight_fitting.regression import best_candidates, fit_weights, log_odds

pytestmark = pytest.mark.skipif(
    not is_installed("sklearn"),
    reason=f"NOT TESTED: no weights are fitted without {how_to_install('scikit-learn')}",
)


def fitted(*sources, real_weight: float = 3, real_share: float = 1.5) -> dict[str, float]:
    return fit_weights(sources, FEATURES, real_weight, real_share)


def probabilities(source, weights) -> tuple[np.ndarray, np.ndarray]:
    rows = source.taking_part
    best = best_candidates(rows, log_odds(rows, weights))
    return 1 / (1 + np.exp(-log_odds(best, weights))), best["is_right"].to_numpy()


def with_more(source, rows: pd.DataFrame):
    return replace(source, rows=pd.concat([source.rows, rows], ignore_index=True))


def test_known_weights_are_recovered() -> None:
    weights = fitted(drawn(4000), drawn(400, seed=2, is_real=True))
    assert list(weights) == list(TRUE_WEIGHTS)
    for name, true in TRUE_WEIGHTS.items():
        assert weights[name] == pytest.approx(true, abs=0.5), name


def test_the_order_of_rows_and_sources_changes_nothing() -> None:
    made, real = drawn(), drawn(100, seed=2, is_real=True)
    shuffled = replace(made, rows=made.rows.sample(frac=1, random_state=3))
    assert fitted(made, real) == fitted(real, shuffled) == fitted(made, real)


def test_vetoed_candidates_take_no_part() -> None:
    made = drawn()
    wrong = made.rows.assign(is_right=~made.rows["is_right"], name_score=101, is_vetoed=True)
    assert fitted(with_more(made, wrong)) == fitted(made)
    # The same rows count where nothing vetoes them.
    assert fitted(with_more(made, wrong.assign(is_vetoed=False))) != fitted(made)


@pytest.mark.parametrize("reason", [{"bears_identifier": False}, {"is_namesake_of_right": True}])
def test_candidates_of_unknown_label_take_no_part_in_real_data_alone(reason) -> None:
    real, made = drawn(is_real=True), drawn()
    unknown = {"is_right": False, "name_score": 101, **reason}
    assert fitted(with_more(real, real.rows[:400].assign(**unknown))) == fitted(real)
    assert fitted(with_more(made, made.rows[:400].assign(**unknown))) != fitted(made)


def test_only_the_best_candidate_of_a_firm_counts() -> None:
    made = drawn()
    hopeless = made.rows.assign(letters_differ=9.0, name_score=10, is_right=True)
    assert fitted(with_more(made, hopeless)) == fitted(made)


def test_of_equal_candidates_the_likest_name_then_the_first_recipient_is_best() -> None:
    rows = (
        drawn(1)
        .rows.iloc[[0] * 4]
        .assign(recipient_id=["d", "c", "b", "a"], name_score=[90, 95, 95, 80])
    )
    scores = np.array([1.0, 1.0, 1.0, 0.5])
    assert best_candidates(rows, scores)["recipient_id"].tolist() == ["b"]


def test_scores_are_calibrated_on_all_firms_together() -> None:
    made = drawn()
    score, is_right = probabilities(made, fitted(made))
    # What a logistic regression guarantees; the digits kept cost the rest.
    assert score.sum() == pytest.approx(is_right.sum(), abs=1)


def test_the_more_real_firms_count_in_the_calibration_the_truer_is_their_score() -> None:
    made, real = drawn(intercept=-2.0), drawn(100, seed=2, is_real=True, intercept=2.0)
    gaps = []
    for share in (0.1, 1.5, 20):
        score, is_right = probabilities(real, fitted(made, real, real_share=share))
        gaps.append(abs(score.mean() - is_right.mean()))
    assert gaps[0] > gaps[1] > gaps[2]


def test_the_more_a_real_firm_weighs_the_more_the_weights_are_theirs() -> None:
    # Real firms find a place in another state no hindrance; the more they weigh, the less it is.
    made, real = drawn(), drawn(200, seed=2, is_real=True)
    real.rows["is_right"] |= real.rows["far"] == 1
    hindrance = [fitted(made, real, real_weight=weight)["far"] for weight in (0.1, 3, 30)]
    assert hindrance[0] < hindrance[1] < hindrance[2]


@pytest.mark.parametrize(("value", "kind"), [(True, "right"), (False, "wrong")])
def test_labels_of_one_kind_teach_nothing(value, kind) -> None:
    made = drawn(10)
    made.rows["is_right"] = value
    with pytest.raises(CouldNotMeasureError, match=f"all 10 firms are {kind}"):
        fitted(made)


def test_weights_that_run_against_the_real_labels_are_refused() -> None:
    made, real = drawn(), drawn(100, seed=2, is_real=True, upside_down=True)
    with pytest.raises(CouldNotMeasureError, match="teach nothing"):
        fitted(made, real, real_weight=0.01, real_share=100)


def test_figures_count_best_candidates_that_reach_the_score() -> None:
    made = drawn(50)
    score, is_right = probabilities(made, TRUE_WEIGHTS)
    accepted = np.round(100 * score, 2) >= 80
    agreement = figures_of(made, TRUE_WEIGHTS, 80).agreement
    assert agreement.precision.of == accepted.sum() > 5
    assert agreement.precision.right == (accepted & is_right).sum()
    assert agreement.recall.of == 50
    bands = figures_of(made, TRUE_WEIGHTS, 80).bands
    assert sum(band.best_pairs.of for band in bands) == 50
    assert sum(band.best_pairs.right for band in bands) == is_right.sum()
