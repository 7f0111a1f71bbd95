"""Names of firms, tradespeople and public bodies.

A name is a core ("VORTELEX PHOTONICS"), always in capitals, and a legal form (", INC."). Cores come
from one small language, so at millions of names many entities share one, as in life.
"""

from collections.abc import Callable, Iterable

import numpy as np

from sbir_enrichment.generation import shares
from sbir_enrichment.generation import vocabulary as words
from sbir_enrichment.generation.columns import Flags, Text, choose, join, text
from sbir_enrichment.generation.draws import (
    Rng,
    chance,
    pick,
    pick_by_share,
    pick_common,
    pick_position,
)

_KEPT_IN_CAPITALS = frozenset({"LLC", "LP", "PLLC", "II", "III", "L.L.C.,", "L.L.C.", "L.P."})
_WRITTEN_SMALL = frozenset({"OF", "AND", "THE", "FOR", "DBA"})

_INITIALS = 3
"""Up to so many letters without a vowel are read as initials."""


def firm_cores(rng: Rng, rows: int) -> Text:
    """Draw the cores of technology firms' names."""
    return _by_pattern(rng, rows, _FIRM_PATTERNS, shares.FIRM_NAME_PATTERNS)


def background_cores(rng: Rng, rows: int) -> Text:
    """Draw the cores of the names of recipients of every kind."""
    return _by_pattern(rng, rows, _BACKGROUND_PATTERNS, shares.BACKGROUND_NAME_PATTERNS)


def is_public_body(cores: Text) -> Flags:
    """Tell which cores are those of bodies, such as cities, that bear no legal form."""
    marks = {word for body in words.BODIES for word in body.split()} - {"{}", "OF", "LAND", "WATER"}
    return np.array([any(mark in core for mark in marks) for core in cores], dtype=bool)


def in_title_case(name: str) -> str:
    """Write a name in capitals the way a letterhead does: 'KRT OPTICS LLC' as 'KRT Optics LLC'."""
    written = " ".join(_capitalised(word) for word in name.split(" "))
    return written[:1].upper() + written[1:]


def styled(names: Text, in_capitals: Iterable[bool]) -> Text:
    """Write each name in capitals or in title case."""
    return text(
        [
            name if capitals else in_title_case(name)
            for name, capitals in zip(names.tolist(), in_capitals, strict=True)
        ]
    )


def _capitalised(word: str) -> str:
    if word in _WRITTEN_SMALL:
        return word.lower()
    if word in _KEPT_IN_CAPITALS or (len(word) <= _INITIALS and not set(word) & set("AEIOU")):
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def _by_pattern(
    rng: Rng,
    rows: int,
    patterns: dict[str, Callable[[Rng, int], Text]],
    pattern_shares: dict[str, float],
) -> Text:
    """Draw a pattern for each row and fill the rows of each pattern at once."""
    drawn = pick_by_share(rng, pattern_shares, rows)
    cores = np.empty(rows, dtype=object)
    for name, pattern in patterns.items():
        here = drawn == name
        cores[here] = pattern(rng, int(here.sum()))
    return cores


def _coined(rng: Rng, rows: int) -> Text:
    return pick_common(rng, words.coined_words(), rows)


def _family(rng: Rng, rows: int) -> Text:
    return pick_common(rng, words.family_names(), rows)


def _field(rng: Rng, rows: int) -> Text:
    return pick_common(rng, words.FIELDS, rows)


def _tail(rng: Rng, rows: int) -> Text:
    return pick_common(rng, words.TAILS, rows)


def _initials(rng: Rng, rows: int) -> Text:
    letters = [pick(rng, tuple(words.LETTERS), rows) for _ in range(3)]
    spaced = join(letters[0], " ", letters[1], " ", letters[2])
    return choose(chance(rng, shares.SPACED_INITIALS, rows), spaced, join(*letters))


def _number(rng: Rng, rows: int) -> Text:
    return text([str(number) for number in rng.integers(2, 10, size=rows)])


def _place(rng: Rng, rows: int) -> Text:
    town = join(pick_common(rng, words.TOWN_HEADS, rows), pick_common(rng, words.TOWN_ENDS, rows))
    person = _family(rng, rows)
    return choose(chance(rng, shares.PLACES_AFTER_FAMILIES, rows), person, town)


def _body(rng: Rng, rows: int) -> Text:
    drawn = pick_position(rng, [1.0 / (rank + 4.0) for rank in range(len(words.BODIES))], rows)
    places = _place(rng, rows).tolist()
    return text(
        [words.BODIES[body].format(place) for body, place in zip(drawn, places, strict=True)]
    )


_FIRM_PATTERNS: dict[str, Callable[[Rng, int], Text]] = {
    "coined": _coined,
    "coined field": lambda rng, rows: join(_coined(rng, rows), " ", _field(rng, rows)),
    "coined field tail": lambda rng, rows: join(
        _coined(rng, rows), " ", _field(rng, rows), " ", _tail(rng, rows)
    ),
    "qualifier field tail": lambda rng, rows: join(
        pick_common(rng, words.QUALIFIERS, rows), " ", _field(rng, rows), " ", _tail(rng, rows)
    ),
    "family field": lambda rng, rows: join(_family(rng, rows), " ", _field(rng, rows)),
    "family pair": lambda rng, rows: join(
        _family(rng, rows), " & ", _family(rng, rows), " ", _tail(rng, rows)
    ),
    "field pair": lambda rng, rows: join(
        _coined(rng, rows), " ", _field(rng, rows), " & ", _field(rng, rows)
    ),
    "initials field": lambda rng, rows: join(_initials(rng, rows), " ", _field(rng, rows)),
    "numbered": lambda rng, rows: join(
        _coined(rng, rows), " ", _field(rng, rows), " ", _number(rng, rows)
    ),
    "century": lambda rng, rows: join("21ST CENTURY ", _field(rng, rows), " ", _tail(rng, rows)),
    "hyphened": lambda rng, rows: join(
        _coined(rng, rows), "-", _coined(rng, rows), " ", _field(rng, rows)
    ),
}

_BACKGROUND_PATTERNS: dict[str, Callable[[Rng, int], Text]] = {
    "firm": firm_cores,
    "family trade": lambda rng, rows: join(
        _family(rng, rows), " ", pick_common(rng, words.TRADES, rows)
    ),
    "coined trade": lambda rng, rows: join(
        _coined(rng, rows), " ", pick_common(rng, words.TRADES, rows)
    ),
    "two trades": lambda rng, rows: join(
        _place(rng, rows),
        " ",
        pick_common(rng, words.TRADES, rows),
        " & ",
        pick_common(rng, words.TRADES, rows),
    ),
    "body": _body,
    "department": lambda rng, rows: join(
        "CITY OF ", _place(rng, rows), " ", pick(rng, words.DEPARTMENTS, rows), " DEPARTMENT"
    ),
}
