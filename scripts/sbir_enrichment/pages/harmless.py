"""Texts from data files made fit to be shown: one line, of a bearable length, obeyed by nobody."""

import unicodedata

LONGEST = 160
# A text that is longer than so many times what is shown of it is told with its length.
MUCH_LONGER = 4
# Control characters, those without a glyph (some turn the line around), surrogates, and code
# points that are nobody's.
UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}


def harmless(text: object, longest: int = LONGEST) -> str:
    """Return a text as one line without control characters, cut where it goes on for too long.

    Terminals obey escape sequences, and texts can be made to run backwards. What does neither is
    left as it is: pages escape markup, and the console is given plain text.

    Args:
        text: Anything; nothing is an empty text.
        longest: How many characters to show; more of them end in an ellipsis.
    """
    if text is None:
        return ""
    whole = str(text)
    looked_at = whole[: MUCH_LONGER * longest]
    line = one_line(looked_at)
    if len(whole) > len(looked_at):
        return f"{line[:longest]}… ({len(whole):,} characters)"
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def one_line(text: str) -> str:
    """Return a text as one line without control characters, however long it is."""
    seen = "".join(" " if unicodedata.category(letter) in UNSEEN else letter for letter in text)
    return " ".join(seen.split())
