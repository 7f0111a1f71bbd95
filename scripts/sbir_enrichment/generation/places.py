"""Made-up towns in real states, with ZIP codes of their state, and street addresses."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from sbir_enrichment.generation import vocabulary as words
from sbir_enrichment.generation.columns import Flags, Numbers, Text, choose, join, text
from sbir_enrichment.generation.draws import Rng, chance, pick, pick_position, stream

# code, name, weight (share of awards, roughly, in per mille), lowest and highest ZIP / 100
_STATES = """
CA California 205 900 961|MA Massachusetts 115 010 027|VA Virginia 75 220 246
CO Colorado 50 800 816|TX Texas 50 750 799|OH Ohio 45 430 458|MD Maryland 50 206 219
NY New York 50 100 149|PA Pennsylvania 40 150 196|FL Florida 35 320 349|NJ New Jersey 28 070 089
AL Alabama 27 350 369|WA Washington 25 980 994|AZ Arizona 22 850 865
NC North Carolina 23 270 289|MI Michigan 25 480 499|IL Illinois 20 600 629
CT Connecticut 17 060 069|GA Georgia 16 300 319|NM New Mexico 18 870 884|MN Minnesota 15 550 567
OR Oregon 14 970 979|NH New Hampshire 12 030 038|UT Utah 12 840 847|WI Wisconsin 11 530 549
IN Indiana 11 460 479|TN Tennessee 10 370 385|MO Missouri 7 630 658|KY Kentucky 6 400 427
DE Delaware 6 197 199|RI Rhode Island 5 028 029|SC South Carolina 5 290 299|NV Nevada 5 889 898
IA Iowa 5 500 528|KS Kansas 4 660 679|LA Louisiana 4 700 714|OK Oklahoma 4 730 749
HI Hawaii 4 967 968|MT Montana 5 590 599|ME Maine 4 039 049|VT Vermont 4 050 059
NE Nebraska 3 680 693|DC District of Columbia 4 200 205|AR Arkansas 4 716 729|ID Idaho 3 832 838
WY Wyoming 2 820 831|WV West Virginia 2 247 268|SD South Dakota 2 570 577
ND North Dakota 2 580 588|MS Mississippi 2 386 397|AK Alaska 1 995 999|PR Puerto Rico 1 006 009
"""

_TOWNS_PER_STATE = 24
_ZIPS_PER_TOWN = 8

_PLAIN_TOWNS = 0.85
_TWO_DIGITS = text([f"{number:02d}" for number in range(100)])
_HOUSE_NUMBERS = text([str(number) for number in (*range(1, 1000), *range(1000, 9999, 5))])


@dataclass(frozen=True)
class Towns:
    """Every town there is: columns of shape (towns,)."""

    city: Text
    state: Text
    state_name: Text
    zip3: Text
    weight: tuple[float, ...]


@dataclass(frozen=True)
class Homes:
    """Where each of some firms or entities is: columns of shape (rows,)."""

    town: Numbers
    zip5: Text
    address: Text

    def of(self, rows: Numbers) -> "Homes":
        """Return the homes at these positions."""
        return Homes(self.town[rows], self.zip5[rows], self.address[rows])

    def instead_where(self, condition: Flags, other: "Homes") -> "Homes":
        """Return the other homes where the condition holds."""
        return Homes(
            np.where(condition, other.town, self.town),
            choose(condition, other.zip5, self.zip5),
            choose(condition, other.address, self.address),
        )


@cache
def towns() -> Towns:
    """Return all towns, the same for every seed, so that places can be looked up anywhere."""
    rng = stream(0, "towns")
    city, state, state_name, zip3, weight = [], [], [], [], []
    for line in _STATES.strip().replace("\n", "|").split("|"):
        code, *name, share, low, high = line.split()
        for rank, town in enumerate(_town_names(rng, _TOWNS_PER_STATE).tolist()):
            city.append(town)
            state.append(code)
            state_name.append(" ".join(name))
            zip3.append(f"{int(rng.integers(int(low), int(high) + 1)):03d}")
            weight.append(int(share) / (rank + 2.0))
    return Towns(text(city), text(state), text(state_name), text(zip3), tuple(weight))


def draw_towns(rng: Rng, rows: int) -> Numbers:
    """Draw a town for each row, large towns of large states the most often."""
    return pick_position(rng, towns().weight, rows)


def draw_towns_elsewhere(rng: Rng, here: Numbers, *, same_state: bool) -> Numbers:
    """Draw for each town another one, in its own state or in any other state."""
    state = here // _TOWNS_PER_STATE
    if same_state:
        step = rng.integers(1, _TOWNS_PER_STATE, size=len(here))
        return state * _TOWNS_PER_STATE + (here + step) % _TOWNS_PER_STATE
    states = len(towns().city) // _TOWNS_PER_STATE
    moved = (state + rng.integers(1, states, size=len(here))) % states
    return moved * _TOWNS_PER_STATE + rng.integers(_TOWNS_PER_STATE, size=len(here))


def draw_homes(rng: Rng, here: Numbers) -> Homes:
    """Draw a ZIP code and a street address in each of the towns."""
    return Homes(here, zips(rng, here), addresses(rng, len(here)))


def zips(rng: Rng, here: Numbers) -> Text:
    """Draw one of the few five-digit ZIP codes of each town."""
    within = (here * 7 + rng.integers(_ZIPS_PER_TOWN, size=len(here))) % 100
    return join(towns().zip3[here], _TWO_DIGITS[within])


def zip_plus_fours(rng: Rng, rows: int) -> Text:
    """Draw the four digits that may follow a ZIP code."""
    return join(
        _TWO_DIGITS[rng.integers(100, size=rows)], _TWO_DIGITS[rng.integers(100, size=rows)]
    )


def addresses(rng: Rng, rows: int) -> Text:
    """Draw street addresses, such as '417 CEDAR ROAD'."""
    numbers = _HOUSE_NUMBERS[rng.integers(len(_HOUSE_NUMBERS), size=rows)]
    streets = pick(rng, words.STREETS, rows)
    return join(numbers, " ", streets, " ", pick(rng, words.STREET_KINDS, rows))


def _town_names(rng: Rng, rows: int) -> Text:
    plain = join(pick(rng, words.TOWN_HEADS, rows), pick(rng, words.TOWN_ENDS, rows))
    double = join(pick(rng, words.FAMILIES, rows), " ", pick(rng, words.TOWN_WORDS, rows))
    return choose(chance(rng, _PLAIN_TOWNS, rows), plain, double)
