"""Comparing the letters of two names: order, range, types."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from sbir_enrichment.scoring.similarities import SIMILARITIES, score_name_pairs

NAMES = st.text("ABLMOPTX 23é中", min_size=1, max_size=20)
PAIRS = st.lists(st.tuples(NAMES, NAMES), max_size=30)


def pairs_table(pairs: list[tuple[str, str]]) -> pa.Table:
    columns = {
        "company_name_hash": pa.array(range(len(pairs)), pa.uint64()),
        "pair_hash": pa.array(range(len(pairs)), pa.uint64()),
    }
    for number, side in enumerate(("company", "recipient")):
        names = [pair[number] for pair in pairs]
        squashed = [name.replace(" ", "") for name in names]
        ordered = [" ".join(sorted(set(name.split(" ")))) for name in names]
        columns[f"{side}_squashed_key"] = pa.array(squashed, pa.string())
        columns[f"{side}_sorted_key"] = pa.array(ordered, pa.string())
    return pa.table(columns)


def figures(pairs: list[tuple[str, str]]) -> list[dict[str, float]]:
    scored = score_name_pairs(pairs_table(pairs)).drop_columns(["company_name_hash", "pair_hash"])
    return scored.to_pylist()


def test_no_pairs_give_an_empty_table_with_types() -> None:
    scored = score_name_pairs(pairs_table([]))
    assert scored.num_rows == 0
    assert scored.schema == SIMILARITIES


def test_equal_names_score_one_and_strangers_little() -> None:
    scored = figures([("ACME LAB", "ACME LAB"), ("ACME", "TXT")])
    assert scored[0]["edit_similarity"] == scored[0]["jaro_winkler_similarity"] == 1
    assert scored[1]["edit_similarity"] == 0


def test_the_order_of_words_does_not_count_in_the_sorted_similarity() -> None:
    (scored,) = figures([("ACME LAB", "LAB ACME")])
    assert scored["sorted_edit_similarity"] == 1
    assert scored["edit_similarity"] < 1


def test_a_subset_of_words_is_not_the_same_name() -> None:
    (scored,) = figures([("ACME", "ACME DIVERS ASSOC")])
    assert scored["edit_similarity"] < 0.4


@settings(max_examples=50, deadline=None)
@given(pairs=PAIRS, cut=st.integers(0, 30))
def test_pairs_score_the_same_alone_and_in_any_company(
    pairs: list[tuple[str, str]], cut: int
) -> None:
    assert figures(pairs) == figures(pairs[:cut]) + figures(pairs[cut:])


@settings(max_examples=50, deadline=None)
@given(pairs=PAIRS)
def test_scores_are_symmetric_and_between_zero_and_one(pairs: list[tuple[str, str]]) -> None:
    there, back = figures(pairs), figures([(right, left) for left, right in pairs])
    assert there == back
    assert all(0 <= figure <= 1 for scored in there for figure in scored.values())
