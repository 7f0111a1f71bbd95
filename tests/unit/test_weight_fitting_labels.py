"""Which candidates teach the weights anything, and with what label."""

import duckdb
import pytest
from weight_fitting_samples import LABELLED_FIRMS, write_run

from sbir_enrichment.evaluation.problems import CouldNotMeasureError, UnusableInputError
from sbir_enrichment.weight_fitting.labelled_candidates import (
    LabelledCandidates,
    read_of_generated,
    read_of_warehouse,
)


def pairs(candidates: LabelledCandidates, rows) -> dict[tuple[str, str], bool]:
    ids = zip(rows["company_id"], rows["recipient_id"], strict=True)
    return dict(zip(ids, rows["is_right"], strict=True))


def test_generated_firms_are_labelled_by_their_entity(tmp_path) -> None:
    database, truth = write_run(tmp_path)
    candidates = read_of_generated(database, "generated", truth, ["near"])
    # Most awards of acme are of entity 1; the identified and the nameless firm were not searched.
    assert (candidates.firms, candidates.positives) == (3, 2)
    assert pairs(candidates, candidates.taking_part) == {
        ("absent", "other"): False,
        ("acme", "bare"): False,
        ("acme", "namesake"): False,
        ("acme", "other"): False,
        ("acme", "right"): True,
        ("moved", "same uei"): True,
    }


def test_other_identifiers_veto_a_candidate_but_not_beside_the_same_uei(tmp_path) -> None:
    database, truth = write_run(tmp_path)
    rows = read_of_generated(database, "generated", truth, ["near"]).rows
    assert rows[rows["is_vetoed"]]["recipient_id"].tolist() == ["vetoed"]


def test_real_candidates_that_may_be_the_firm_itself_have_no_label(tmp_path) -> None:
    database, _ = write_run(tmp_path)
    candidates = read_of_warehouse(database, "real", LABELLED_FIRMS, frozenset(), ["near"])
    assert (candidates.firms, candidates.positives) == (2, 2)
    unknown = candidates.rows[~candidates.is_known]
    assert sorted(unknown["recipient_id"]) == ["bare", "namesake"]
    assert pairs(candidates, candidates.taking_part) == {
        ("acme", "other"): False,
        ("acme", "right"): True,
        ("moved", "same uei"): True,
    }


def test_firms_that_weights_are_tested_on_are_left_out_of_their_labels(tmp_path) -> None:
    database, _ = write_run(tmp_path)
    left_out = frozenset({"UEI OF MOVED", "UEI OF NOBODY"})
    candidates = read_of_warehouse(database, "real", LABELLED_FIRMS, left_out, ["near"])
    assert (candidates.firms, candidates.positives) == (1, 1)
    assert set(candidates.rows["company_id"]) == {"acme"}


@pytest.mark.parametrize(
    ("features", "complaint"),
    [
        (["near", "same_street"], "int_name_candidate_features lacks same_street: take the row"),
        ([], "name_match_weights.csv lacks near of int_name_candidate_features: add a row"),
    ],
)
def test_seed_and_table_must_have_the_same_features(tmp_path, features, complaint) -> None:
    database, truth = write_run(tmp_path)
    with pytest.raises(UnusableInputError, match=complaint):
        read_of_generated(database, "generated", truth, features)


def test_a_run_without_candidates_is_told_from_one_that_teaches_nothing(tmp_path) -> None:
    database, truth = write_run(tmp_path)
    with duckdb.connect(str(database)) as connection:
        connection.execute("drop table intermediate.int_recipient_identifiers")
    with pytest.raises(CouldNotMeasureError, match="holds no candidates to read"):
        read_of_generated(database, "generated", truth, ["near"])
