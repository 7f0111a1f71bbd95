"""Texts of data files obey nobody and hide nothing."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sbir_enrichment.pages.harmless import LONGEST, harmless

ESCAPE, BELL, TURNED, ISOLATED = "\x1b[31m\x1b]0;title", "\a", "\u202e", "\u2067"


def test_a_terminal_is_given_nothing_to_obey() -> None:
    assert harmless(f"Acme{ESCAPE}{BELL} Labs\r\nInc\x9b2J") == "Acme [31m ]0;title Labs Inc 2J"


def test_a_line_is_not_turned_around() -> None:
    assert harmless(f"Acme {TURNED}sbaL{ISOLATED} Inc\u200b.") == "Acme sbaL Inc ."


def test_markup_is_left_to_whoever_shows_it() -> None:
    assert harmless("<script>[bold]A & B[/bold]") == "<script>[bold]A & B[/bold]"


def test_a_text_that_goes_on_is_cut_and_a_very_long_one_says_how_long_it_is() -> None:
    assert harmless("A" * LONGEST) == "A" * LONGEST
    assert harmless("A" * (LONGEST + 1)) == "A" * (LONGEST - 1) + "…"
    assert harmless("A" * 10_000, 5) == "AAAAA… (10,000 characters)"


def test_nothing_is_an_empty_text_and_a_number_is_its_digits() -> None:
    assert (harmless(None), harmless(7)) == ("", "7")


@given(st.text())
def test_what_is_shown_is_one_line_of_letters_that_can_be_seen(text: str) -> None:
    shown = harmless(text)
    assert not {unicodedata.category(letter) for letter in shown} & {"Cc", "Cf", "Cs", "Cn", "Zl"}
    assert len(shown) <= LONGEST + len("… (1,000,000 characters)")
    assert harmless(shown) == shown
