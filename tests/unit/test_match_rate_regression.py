"""The gate that holds a build against the last published one, case by case, by its own SQL."""

from collections.abc import Mapping
from typing import NamedTuple

import pytest
from match_change_samples import KNOWN, two_builds

from sbir_enrichment.project_sql import default_settings, macro_sql

LIFTED = dict.fromkeys(("match_rate_fall", "lost_share", "repointed_share", "name_share_rise"), 1)


def limits() -> dict[str, object]:
    """Return the limits as the project has them."""
    settings = default_settings()
    named = {name: settings[f"max_{name}"] for name in LIFTED}
    return {**named, "note": ". Tell"}


class Case(NamedTuple):
    """What became of the awards, what the gate must measure, and what it must say."""

    awards: Mapping[str, int]
    fall: float
    is_met: bool
    lifted: Mapping[str, int] = {}
    words: str = ""


CASES = {
    "nothing changed": Case({"kept": 80, "open": 20}, 0, True, words="0 lost (0.00 %"),
    "there is no earlier build": Case({"new open": 5}, 0, True, words="this is the first"),
    "no award is left": Case({"gone": 100}, 1, False),
    "exactly the fall that is allowed": Case(
        {"kept": 75, "open": 20, "lost": 5}, 0.05, True, {"lost_share": 1}
    ),
    "an award more than that": Case(
        {"kept": 74, "open": 20, "lost": 6}, 0.06, False, {"lost_share": 1}
    ),
    "the rate is better": Case({"kept": 80, "gained": 20}, -0.2, True, words="20 gained"),
    "as many were gained as lost": Case({"kept": 90, "lost": 5, "gained": 5}, 0, False),
    "few were lost, as many gained": Case({"kept": 198, "lost": 1, "gained": 1}, 0, True),
    "the recipients are gone": Case(
        {"kept": 90, "open": 60, "lost with its recipient": 6}, 0.038461538, False, words="6 lost"
    ),
    "one of two hundred was re-pointed": Case({"kept": 199, "re-pointed": 1}, 0, True),
    "two of two hundred were re-pointed": Case(
        {"kept": 198, "re-pointed": 2}, 0, False, words="2 re-pointed (1.00 %"
    ),
    "another id is no other recipient": Case({"another id": 100}, 0, True),
    "people decided": Case({"kept": 90, "decided": 10}, 0, True),
    "names took the place of identifiers": Case(
        {"kept": 96, "now by name": 4}, 0, False, words="by name alone +4.00 points"
    ),
    "a few names took their place": Case({"kept": 97, "now by name": 3}, 0, True),
    "awards that went were not lost": Case({"kept": 90, "gone": 10}, 0, True),
    "new awards without a match lower the rate": Case(
        {"kept": 100, "new open": 6}, 0.056603774, False
    ),
    "all limits are lifted": Case(
        {"kept": 1, "lost": 50, "re-pointed": 49, "now by name": 50}, 0.333333333, True, LIFTED
    ),
}


def measure(case: Case) -> tuple[str, float, bool, str]:
    measured = macro_sql(
        "match_rate_regression_measured", "after", "before", KNOWN, {**limits(), **case.lifted}
    )
    with two_builds(case.awards) as connection:
        rows = connection.sql(
            f"select gate, measured, is_met, finding from ({measured})"
        ).fetchall()
    assert len(rows) == 1, "the gate answers once, always"
    return rows[0]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_gate_cannot_be_fooled_when(case: Case) -> None:
    gate, fall, is_met, finding = measure(case)
    assert (gate, is_met) == ("match_rate_regression_gate", case.is_met)
    assert fall == pytest.approx(case.fall)
    assert case.words in finding
    assert finding.endswith(". Tell") is not is_met or case.lifted == LIFTED


def test_without_any_history_the_gate_holds_and_says_why() -> None:
    measured = macro_sql("match_rate_regression_measured", "after", None, KNOWN, limits())
    with two_builds({"open": 3}) as connection:
        rows = connection.sql(f"select is_met, finding from ({measured})").fetchall()
    assert rows == [
        (True, "no earlier published build of these awards to compare with: this is the first")
    ]
