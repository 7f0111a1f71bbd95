"""Comparing the letters of two names: order, range, types."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from sbir_enrichment.scoring import SIMILARITIES, score_name_pairs

KEYS = st.lists(
    st.tuples(
        st.text("ABLMOPTX 23", min_size=1, max_size=20),
        st.text("ABLMOPTX 23", min_size=1, max_size=20),
    ),
    max_size=30,
)


def pairs_table(pairs: list[tuple[str, str]]) -> pa.Table:
    columns: dict[str, list[str]] = {}
    for number, side in enumerate(("company", "recipient")):
        names = [pair[number] for pair in pairs]
        columns[f"{side}_name_key"] = names
        columns[f"{side}_squashed_key"] = [name.replace(" ", "") for name in names]
        columns[f"{side}_sorted_key"] = [" ".join(sorted(set(name.split(" ")))) for name in names]
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def test_no_pairs_give_an_empty_table_with_types() -> None:
    scored = score_name_pairs(pairs_table([]))
    assert scored.num_rows == 0
    assert scored.schema == SIMILARITIES


def test_equal_names_score_one_and_strangers_little() -> None:
    scored = score_name_pairs(pairs_table([("ACME LAB", "ACME LAB"), ("ACME", "TXT")])).to_pylist()
    assert scored[0]["edit_similarity"] == scored[0]["jaro_winkler_similarity"] == 1
    assert scored[1]["edit_similarity"] == 0


def test_the_order_of_words_does_not_count_in_the_sorted_similarity() -> None:
    (scored,) = score_name_pairs(pairs_table([("ACME LAB", "LAB ACME")])).to_pylist()
    assert scored["sorted_edit_similarity"] == 1
    assert scored["edit_similarity"] < 1


def test_a_subset_of_words_is_not_the_same_name() -> None:
    (scored,) = score_name_pairs(pairs_table([("ACME", "ACME DIVERS ASSOC")])).to_pylist()
    assert scored["edit_similarity"] < 0.4


@settings(max_examples=50, deadline=None)
@given(pairs=KEYS, cut=st.integers(0, 30))
def test_pairs_score_the_same_alone_and_in_any_company(
    pairs: list[tuple[str, str]], cut: int
) -> None:
    whole = score_name_pairs(pairs_table(pairs)).to_pylist()
    parts = score_name_pairs(pairs_table(pairs[:cut])).to_pylist()
    parts += score_name_pairs(pairs_table(pairs[cut:])).to_pylist()
    assert whole == parts


@settings(max_examples=50, deadline=None)
@given(pairs=KEYS)
def test_scores_are_symmetric_and_between_zero_and_one(pairs: list[tuple[str, str]]) -> None:
    there = score_name_pairs(pairs_table(pairs)).to_pylist()
    back = score_name_pairs(pairs_table([(right, left) for left, right in pairs])).to_pylist()
    for one, other in zip(there, back, strict=True):
        for name in ("edit_similarity", "sorted_edit_similarity", "jaro_winkler_similarity"):
            assert 0 <= one[name] <= 1
            assert one[name] == other[name]
