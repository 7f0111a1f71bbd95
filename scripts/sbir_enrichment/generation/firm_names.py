"""The two names of each firm: the one its awards bear, and the one its recipient bears."""

from dataclasses import dataclass
from typing import cast

import numpy as np

from sbir_enrichment.generation import lookalikes, names, shares, variations
from sbir_enrichment.generation.columns import Flags, Text, join, text
from sbir_enrichment.generation.draws import Rng, allot, chance
from sbir_enrichment.generation.legal_forms import draw_legal_forms, other_spelling


@dataclass(frozen=True)
class FirmNames:
    """Names by firm, each of shape (companies,).

    The recipient of an absent firm is its look-alike; its core is empty if it has none. `kind`
    is a key of `shares.FIRM_KINDS` or of `shares.ABSENT_KINDS`.
    """

    kind: Text
    core: Text
    legal_form: Text
    in_capitals: Flags
    recipient_core: Text
    recipient_legal_form: Text

    @property
    def usual(self) -> Text:
        """The name that most award rows bear."""
        capitals = cast("list[bool]", self.in_capitals.tolist())
        return names.styled(join(self.core, self.legal_form), capitals)


def draw_firm_names(rng: Rng, absent: Flags) -> FirmNames:
    """Draw the names of all firms, given which are not among the recipients."""
    rows = len(absent)
    kind = np.empty(rows, dtype=object)
    kind[absent] = allot(rng, shares.ABSENT_KINDS, int(absent.sum()))
    kind[~absent] = allot(rng, shares.FIRM_KINDS, int((~absent).sum()))
    pairs = [
        _absent_pair(*given, rng) if given[0] in shares.ABSENT_KINDS else _firm_pair(*given, rng)
        for given in zip(
            kind.tolist(),
            names.firm_cores(rng, rows).tolist(),
            draw_legal_forms(rng, rows).tolist(),
            strict=True,
        )
    ]
    kinds, cores, legal_forms, recipient_cores, recipient_legal_forms = zip(*pairs, strict=True)
    return FirmNames(
        kind=text(kinds),
        core=text(cores),
        legal_form=text(legal_forms),
        in_capitals=chance(rng, shares.FIRMS_IN_CAPITALS, rows),
        recipient_core=text(recipient_cores),
        recipient_legal_form=text(recipient_legal_forms),
    )


def _firm_pair(kind: str, core: str, legal_form: str, rng: Rng) -> tuple[str, str, str, str, str]:
    """Return kind, core and legal form in awards, core and legal form among the recipients."""
    varied = variations.vary(kind, core, rng)
    respelled = kind == "legal_form" or rng.random() < shares.OTHER_LEGAL_FORM_TOO
    spelling = other_spelling(legal_form, rng) if respelled and kind != "same" else legal_form
    if varied == core:  # the variation did not apply to this name
        kind = "same" if spelling == legal_form else "legal_form"
    return kind, varied, spelling, core, legal_form


def _absent_pair(kind: str, core: str, legal_form: str, rng: Rng) -> tuple[str, str, str, str, str]:
    """Return kind, core and legal form of the firm, core and legal form of its look-alike."""
    firm, lookalike = lookalikes.firm_and_lookalike(kind, core, rng)
    if kind in lookalikes.WITHOUT_LEGAL_FORM:
        legal_form = ""
    return kind, firm, legal_form, lookalike, legal_form
