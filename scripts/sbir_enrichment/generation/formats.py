"""Dates, amounts, ZIP codes and identifiers the way people and systems write them."""

import numpy as np

from sbir_enrichment.generation import award_shares
from sbir_enrichment.generation.columns import (
    Flags,
    Numbers,
    Text,
    blank,
    change,
    choose,
    join,
    text,
    written,
)
from sbir_enrichment.generation.draws import Rng, chance, pick, pick_by_share

_FIRST_DAY = np.datetime64("1983-01-01")
_DAYS = np.arange(_FIRST_DAY, np.datetime64("2032-01-01")).astype(object)
_CALENDAR = {
    "dashes": text([f"{day:%m-%d-%Y}" for day in _DAYS]),
    "slashes": text([f"{day:%m/%d/%Y}" for day in _DAYS]),
    "short slashes": text([f"{day.month}/{day.day}/{day.year}" for day in _DAYS]),
    "words": text([f"{day:%B %d, %Y}" for day in _DAYS]),
    "iso": text([f"{day:%Y-%m-%d}" for day in _DAYS]),
}
"""Every day there is, written in every format, so that writing a date is looking it up."""

_IMPOSSIBLE = ("02-30-2017", "13-45-2016", "00/00/0000", "11-31-2012")


def days_in(rng: Rng, years: Numbers) -> Numbers:
    """Draw a day of each year, as a number of days since the first day of all."""
    starts = np.array([np.datetime64(f"{year}-01-01") for year in range(1983, 2027)])
    first_days: Numbers = (starts[years - 1983] - _FIRST_DAY).astype(np.int64)
    return first_days + rng.integers(365, size=len(years))


def date_formats(rng: Rng, rows: int) -> Text:
    """Draw how each row of the awards writes its dates."""
    return pick_by_share(rng, award_shares.DATE_FORMATS, rows)


def dates(rng: Rng, days: Numbers, formats: Text) -> Text:
    """Write each day in the format of its row."""
    column = choose(formats == "impossible", pick(rng, _IMPOSSIBLE, len(days)), blank(len(days)))
    for name, calendar in _CALENDAR.items():
        column = choose(formats == name, calendar[days], column)
    return column


def amounts(rng: Rng, dollars: Numbers) -> Text:
    """Write whole dollars as the awards do: 150000, 149999.5, 149,999 or $149,999.00."""
    rows = len(dollars)
    form = pick_by_share(rng, award_shares.AMOUNT_FORMATS, rows)
    cents = rng.integers(1, 100, size=rows)
    column = written(dollars)
    column = choose(
        form == "decimals", join(column, ".", text([f"{c:02d}" for c in cents])), column
    )
    column = change(column, form == "commas", lambda value: f"{int(value):,}")
    column = change(column, form == "dollars", lambda value: f"${int(value):,}.00")
    column = choose(form == "negative", join("-", column), column)
    column = choose(form == "zero", "0", column)
    return choose(form == "blank", "", column)


def zips(rng: Rng, five: Text, plus_four: Text) -> Text:
    """Write ZIP codes as the awards do: 47906, 47906-1234, 47906-, 47906.0, 4790.0 or -."""
    form = pick_by_share(rng, award_shares.ZIP_FORMATS, len(five))
    column = choose(form == "plus four", join(five, "-", plus_four), five)
    column = choose(form == "dash", "-", column)
    column = choose(form == "dash after", join(five, "-"), column)
    column = change(column, form == "decimal", lambda value: f"{int(value)}.0")
    column = choose(form == "array", join(five, "-Array"), column)
    return choose(form == "blank", "", column)


def duns(rng: Rng, numbers: Text, present: Flags) -> Text:
    """Write DUNS numbers as the awards do; some of what is written is no DUNS at all."""
    form = choose(present, pick_by_share(rng, award_shares.DUNS_QUIRKS, len(numbers)), "")
    column = change(numbers, form == "apostrophes", lambda value: f"'{value}'")
    column = change(column, form == "hyphen", _with_hyphen)
    column = change(column, form == "zeros lost", lambda value: value.lstrip("0"))
    column = change(column, form == "decimal", lambda value: f"{value}.0")
    column = choose(form == "all zeros", "0" * 9, column)
    column = change(column, form == "repeated digit", lambda value: value[-1] * 9)
    return choose(present, column, "")


def ueis(rng: Rng, codes: Text, present: Flags) -> Text:
    """Write UEI codes as the awards do: a few in small letters, a few mistyped past repair."""
    form = choose(present, pick_by_share(rng, award_shares.UEI_QUIRKS, len(codes)), "")
    column = change(codes, form == "small letters", str.lower)
    column = change(column, form == "O or I", _with_forbidden_letter)
    column = change(column, form == "eleven", lambda value: value[:-1])
    return choose(present, column, "")


def in_html(rng: Rng, names: Text) -> Text:
    """Escape & and apostrophes in some of the names, as web exports do."""
    escaped = chance(rng, award_shares.HTML_ENTITIES, len(names))
    return change(names, escaped, lambda name: name.replace("&", "&amp;").replace("'", "&#039;"))


def _with_hyphen(number: str) -> str:
    """Write a DUNS like a tax number, which also loses it its zeros: 051041170 as 51-041170."""
    digits = number.lstrip("0")
    return f"{digits[:2]}-{digits[2:]}"


def _with_forbidden_letter(code: str) -> str:
    """Take 1 for I, or else put an O in the place of the last sign."""
    return code.replace("1", "I", 1) if "1" in code else code[:-1] + "O"
