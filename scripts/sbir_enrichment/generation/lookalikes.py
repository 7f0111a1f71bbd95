"""Entities that bear nearly the name of a firm that is not among the recipients.

They are the traps: close in letters, and somebody else.
"""

from sbir_enrichment.generation import vocabulary as words
from sbir_enrichment.generation.draws import Rng

IN_THE_SAME_TOWN = frozenset({"absent_other_number", "absent_foundation", "absent_department"})
"""Kinds whose other entity shares the firm's town; the others live in another state."""

WITHOUT_LEGAL_FORM = frozenset({"absent_foundation", "absent_department"})

_TELLING_WORDS = ("MARINE", "PROPERTIES", "DENTAL", "CAPITAL", "FARMS", "MEDIA", "FOODS", "TRAVEL")
"""Unlike GROUP or TECHNOLOGIES, one of these words more makes it another trade."""


def firm_and_lookalike(kind: str, core: str, rng: Rng) -> tuple[str, str]:
    """Return the firm's core and that of its look-alike, empty where the kind has none."""
    place = core.partition(" ")[0]
    if kind == "absent_other_number":
        number = int(rng.integers(2, 9))
        return f"{core} {number}", f"{core} {number + 1}"
    if kind == "absent_one_word_more":
        return core, f"{core} {_one_of(_TELLING_WORDS, rng)}"
    if kind == "absent_other_state":
        return core, core
    if kind == "absent_foundation":
        return f"UNIVERSITY OF {place}", f"UNIVERSITY OF {place} FOUNDATION"
    if kind == "absent_department":
        at = int(rng.integers(len(words.DEPARTMENTS)))
        ours, theirs = words.DEPARTMENTS[at], words.DEPARTMENTS[at - 1]
        return f"CITY OF {place} {ours} DEPARTMENT", f"CITY OF {place} {theirs} DEPARTMENT"
    return core, ""


def _one_of(options: tuple[str, ...], rng: Rng) -> str:
    return options[int(rng.integers(len(options)))]
