"""The agencies that make awards, and how each of them numbers its papers.

In a template `#` stands for a digit, `@` for a letter, `YY` and `YYYY` for the year.
"""

from dataclasses import dataclass

import numpy as np

from sbir_enrichment.generation import vocabulary as words
from sbir_enrichment.generation.columns import Numbers, Text, from_letters
from sbir_enrichment.generation.draws import Rng

_HEALTH = "Department of Health and Human Services"


@dataclass(frozen=True)
class Agency:
    """One agency or branch, with templates for what it numbers.

    `weight` is its share of all awards, in per mille. The two contract templates are for Phase I
    and for Phase II.
    """

    name: str
    branch: str
    weight: int
    contracts: tuple[str, str]
    tracking: str
    topic: str
    makes_grants: bool = False


def _defense(branch: str, weight: int, office: str, letter: str, topic: str) -> Agency:
    """Return a branch of the Department of Defense: they all number their papers in one way."""
    return Agency(
        name="Department of Defense",
        branch=branch,
        weight=weight,
        contracts=(f"{office}-YY-P-####", f"{office}-YY-C-####"),
        tracking=f"{letter}YY#-###-####",
        topic=f"{topic}YY-###",
    )


def _grants(name: str, branch: str, weight: int, first: str, second: str) -> Agency:
    """Return an agency that makes grants, and numbers topics with plain numbers."""
    return Agency(name, branch, weight, (first, second), "######", "###", makes_grants=True)


def _contracts(name: str, branch: str, weight: int, first: str, second: str) -> Agency:
    """Return a civil agency that makes contracts."""
    return Agency(name, branch, weight, (first, second), "##-#-@####", "@#.##")


AGENCIES = (
    _defense("Air Force", 165, "FA####", "F", "AF"),
    _defense("Navy", 150, "N#####", "N", "N"),
    _defense("Army", 115, "W##@@@", "A", "A"),
    _defense("Missile Defense Agency", 35, "HQ####", "B", "MDA"),
    _defense("Defense Advanced Research Projects Agency", 35, "W##@#@", "D", "SB"),
    _defense("Defense Health Program", 12, "W##@@@", "H", "DHP"),
    _defense("Office of the Secretary of Defense", 12, "W###@@", "O", "OSD"),
    _defense("Special Operations Command", 8, "H#####", "S", "SOCOM"),
    _defense("Defense Logistics Agency", 6, "SP####", "L", "DLA"),
    _grants(_HEALTH, "National Institutes of Health", 205, "1R43@@######-01", "2R44@@######-02A1"),
    _grants(_HEALTH, "Food and Drug Administration", 4, "1R43FD######-01", "2R44FD######-02"),
    _grants("Department of Energy", "", 80, "DE-SC00#####", "DE-FG02-YYER#####"),
    _contracts(
        "National Aeronautics and Space Administration", "", 80, "80NSSCYYP####", "NNXYY@@##C"
    ),
    _grants("National Science Foundation", "", 65, "YY#####", "YY#####"),
    _grants("Department of Agriculture", "", 18, "YYYY-#####-#####", "YYYY-#####-#####"),
    _contracts("Department of Homeland Security", "", 6, "70@@@@YYC########", "HSHQDC-YY-C-#####"),
    _contracts("Department of Education", "", 4, "ED-IES-YY-P-####", "9199##YYC####"),
    _contracts("Department of Transportation", "", 4, "69####YYP######", "DTRT57-YY-C-#####"),
    _contracts("Environmental Protection Agency", "", 3, "EP-D-YY-###", "68HERCYYC####"),
    _contracts(
        "Department of Commerce",
        "National Oceanic and Atmospheric Administration",
        5,
        "WC-###R-YY-CN-####",
        "NA-###-YY-CN-####",
    ),
)
"""Weights follow the public counts of awards."""


def fill(rng: Rng, template: str, years: Numbers) -> Text:
    """Fill one template for each year, with random digits and letters, shape (len(years),)."""
    symbols = np.frombuffer(template.encode(), dtype=np.uint8)
    codes = np.tile(symbols, (len(years), 1))
    for symbol, alphabet in ((b"#", b"0123456789"), (b"@", words.LETTERS.encode())):
        places = np.flatnonzero(symbols == symbol[0])
        letters = np.frombuffer(alphabet, dtype=np.uint8)
        codes[:, places] = letters[rng.integers(len(letters), size=(len(years), len(places)))]
    year_places = np.flatnonzero(symbols == ord("Y"))
    for place, power in zip(year_places[::-1], (1, 10, 100, 1000), strict=False):
        codes[:, place] = years // power % 10 + ord("0")
    return from_letters(codes)
