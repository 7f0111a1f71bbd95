"""Legal forms of firms, and the ways to write each of them."""

from sbir_enrichment.generation import shares
from sbir_enrichment.generation.columns import Text, text
from sbir_enrichment.generation.draws import Rng, pick_position

SPELLINGS: dict[str, tuple[str, ...]] = {
    "": ("",),
    "INC": (", INC.", " INC", " INC.", ", INC", " INCORPORATED", ", INCORPORATED"),
    "LLC": (", LLC", " LLC", " L.L.C.", ", L.L.C."),
    "CORP": (" CORPORATION", " CORP", " CORP.", ", CORP."),
    "CO": (" COMPANY", " CO", " CO."),
    "LTD": (", LTD.", " LTD", " LIMITED"),
    "LP": (", LP", " L.P."),
    "PLLC": (" PLLC", ", PLLC"),
}
"""The ways to write each legal form, the first ones the commonest."""


def draw_legal_forms(rng: Rng, rows: int) -> Text:
    """Draw the ending of each name, with its comma and space, empty where there is none."""
    spellings, weights = [], []
    for form, share in shares.LEGAL_FORMS.items():
        for rank, spelling in enumerate(SPELLINGS[form]):
            spellings.append(spelling)
            weights.append(share / (rank + 1.0))
    return text(spellings)[pick_position(rng, weights, rows)]


def other_spelling(legal_form: str, rng: Rng) -> str:
    """Return another way to write the legal form, or none at all."""
    for spellings in SPELLINGS.values():
        if legal_form in spellings:
            others = [spelling for spelling in (*spellings, "") if spelling != legal_form]
            return others[int(rng.integers(len(others)))] if others else " INC"
    return ""
