"""The ways in which a name differs between two systems: one function per way.

Each takes the core of a name in capitals and returns it changed, or unchanged where this way does
not apply: a name of one word cannot lose one.
"""

from collections.abc import Callable

from sbir_enrichment.generation import names
from sbir_enrichment.generation import vocabulary as words
from sbir_enrichment.generation.draws import Rng

ABBREVIATIONS = {
    "TECHNOLOGIES": "TECH",
    "TECHNOLOGY": "TECH",
    "LABORATORIES": "LABS",
    "LABORATORY": "LAB",
    "LABS": "LABORATORIES",
    "SYSTEMS": "SYS",
    "ENGINEERING": "ENGR",
    "RESEARCH": "RES",
    "INTERNATIONAL": "INTL",
    "MANUFACTURING": "MFG",
    "ASSOCIATES": "ASSOC",
    "DEVELOPMENT": "DEV",
    "SCIENCES": "SCI",
    "SCIENTIFIC": "SCI",
    "SERVICES": "SVCS",
    "SOLUTIONS": "SOLNS",
    "NATIONAL": "NATL",
    "AMERICAN": "AMER",
    "ADVANCED": "ADV",
    "INSTRUMENTS": "INSTR",
    "ENTERPRISES": "ENT",
    "INDUSTRIES": "IND",
    "ELECTRONICS": "ELEC",
}

_ADDED_WORDS = ("GROUP", "TECHNOLOGIES", "INTERNATIONAL", "RESEARCH", "SOLUTIONS", "USA", "LABS")
_SHORTEST_MISTYPED = 5
"""Letters: typos in shorter words would make other words, or other firms."""
_BRACKETED = 0.5


def vary(kind: str, core: str, rng: Rng) -> str:
    """Change the core in the way named, one of the keys of `VARIATIONS`."""
    return VARIATIONS[kind](core, rng)


def abbreviation(core: str, rng: Rng) -> str:
    """Shorten the words that have a usual short form: 'KRT RESEARCH' to 'KRT RES'."""
    return " ".join(ABBREVIATIONS.get(word, word) for word in core.split(" "))


def punctuation(core: str, rng: Rng) -> str:
    """Write the same words with other signs: '&' as 'AND', a hyphen as a space, or the reverse."""
    for sign, other in ((" & ", " AND "), ("-", " "), ("O'", "O"), ("D'", "D")):
        if sign in core:
            return core.replace(sign, other, 1)
    first, *rest = core.split(" ")
    if first.isalpha() and len(first) == 1:  # 'K R T OPTICS' as 'K.R.T. OPTICS'
        initials = [word for word in core.split(" ") if len(word) == 1]
        return " ".join([".".join(initials) + ".", *rest[len(initials) - 1 :]])
    return core.replace(" ", "-", 1)


def typo(core: str, rng: Rng) -> str:
    """Mistype one letter of one long word: swapped, left out, doubled or replaced."""
    parts = core.split(" ")
    long = [at for at, word in enumerate(parts) if len(word) >= _SHORTEST_MISTYPED]
    if not long:
        return core
    at = long[int(rng.integers(len(long)))]
    parts[at] = _mistyped(parts[at], rng)
    return " ".join(parts)


def two_typos(core: str, rng: Rng) -> str:
    """Mistype two letters."""
    return typo(typo(core, rng), rng)


def added_word(core: str, rng: Rng) -> str:
    """Add a word of little meaning at the end."""
    fresh = [word for word in _ADDED_WORDS if word not in core.split(" ")]
    return f"{core} {fresh[int(rng.integers(len(fresh)))]}"


def dropped_word(core: str, rng: Rng) -> str:
    """Leave out the last word, or one in the middle."""
    parts = core.split(" ")
    if len(parts) == 1:
        return core
    del parts[int(rng.integers(1, len(parts)))]
    return " ".join(word for at, word in enumerate(parts) if word != "&" or 0 < at < len(parts) - 1)


def concatenated(core: str, rng: Rng) -> str:
    """Write two words as one: 'BLUE OPTICS' as 'BLUEOPTICS'."""
    parts = core.split(" ")
    if len(parts) == 1 or "&" in parts[:2]:
        return core
    return " ".join([parts[0] + parts[1], *parts[2:]])


def reordered(core: str, rng: Rng) -> str:
    """Put the first word last, after a comma, as indexes do."""
    first, _, rest = core.partition(" ")
    return f"{rest}, {first}" if rest else core


def dba(core: str, rng: Rng) -> str:
    """Add the name under which the firm does business."""
    other = names.firm_cores(rng, 1)[0]
    return f"{core} (DBA: {other})" if rng.random() < _BRACKETED else f"{core} DBA {other}"


def formerly(core: str, rng: Rng) -> str:
    """Put a new name before the old one."""
    return f"{names.firm_cores(rng, 1)[0]} (FORMERLY {core})"


def renamed(core: str, rng: Rng) -> str:
    """Return an altogether different name."""
    return str(names.firm_cores(rng, 1)[0])


def unchanged(core: str, rng: Rng) -> str:
    """Return the same words; only the legal form or the case may differ."""
    return core


VARIATIONS: dict[str, Callable[[str, Rng], str]] = {
    "same": unchanged,
    "case": unchanged,
    "legal_form": unchanged,
    "punctuation": punctuation,
    "abbreviation": abbreviation,
    "typo": typo,
    "two_typos": two_typos,
    "added_word": added_word,
    "dropped_word": dropped_word,
    "concatenated": concatenated,
    "reordered": reordered,
    "dba": dba,
    "formerly": formerly,
    "renamed": renamed,
    "shared_identifier": renamed,
}


def _mistyped(word: str, rng: Rng) -> str:
    # The first letter is kept: people look at it.
    at = int(rng.integers(1, len(word) - 1))
    way = int(rng.integers(4))
    letter = words.LETTERS[int(rng.integers(len(words.LETTERS)))]
    changed = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + letter + word[at + 1 :],
    )
    return changed[way] if changed[way] != word else word[:at] + word[at + 1 :]
