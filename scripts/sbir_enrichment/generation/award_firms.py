"""What an award row says of the firm: name, identifiers and place, each with its quirks."""

import numpy as np

from sbir_enrichment.generation import award_shares, formats, names, places, shares, variations
from sbir_enrichment.generation.columns import Flags, Numbers, Table, Text, change, choose, text
from sbir_enrichment.generation.companies import Companies
from sbir_enrichment.generation.draws import Rng, by_year, chance, pick_by_share
from sbir_enrichment.generation.legal_forms import other_spelling


def draw_firm_columns(
    rng: Rng, companies: Companies, firm: Numbers, years: Numbers
) -> tuple[Table, Text]:
    """Return the columns about the firm, and the kind of each row.

    `firm` gives the position of each row's firm, `years` the year of the award, shape (rows,).
    """
    name, kind = _names(rng, companies, firm)
    identifiers, conflicting = _identifiers(rng, companies, firm, years)
    kind = choose(conflicting, "identifier_conflict", kind)
    nameless, replacement = _nameless(rng, len(firm))
    kind = choose(nameless, "no_name", kind)
    unknown = nameless & chance(rng, award_shares.NAMELESS_WITHOUT_IDENTIFIER, len(firm))
    table = {
        "Company": choose(nameless, replacement, name),
        "UEI": choose(unknown, "", identifiers["UEI"]),
        "Duns": choose(unknown, "", identifiers["Duns"]),
        **_place(rng, companies, firm, years),
    }
    return table, kind


def _names(rng: Rng, companies: Companies, firm: Numbers) -> tuple[Text, Text]:
    """Write each name as usual or, on some rows, in another way that only this row has."""
    rows = len(firm)
    name, kind = companies.usual_name[firm], companies.names.kind[firm]
    variation = pick_by_share(rng, award_shares.ROW_NAME_VARIATIONS, rows)
    for row in np.flatnonzero(variation != ""):
        name[row], changed = _varied(rng, companies, int(firm[row]), variation[row])
        if changed and companies.entity[firm[row]] > 0:
            kind[row] = variation[row]
    name = formats.in_html(rng, name)
    too_long = chance(rng, award_shares.CUT_AWARD_NAMES, rows)
    name = change(name, too_long, lambda value: value[: award_shares.AWARD_NAME_LENGTH])
    padded = chance(rng, award_shares.PADDED_NAMES, rows)
    return change(name, padded, lambda value: f"{value} "), kind


def _varied(rng: Rng, companies: Companies, firm: int, variation: str) -> tuple[str, bool]:
    """Return a firm's name varied, and whether its words or its legal form changed."""
    core, legal_form = companies.names.core[firm], companies.names.legal_form[firm]
    varied = variations.vary(variation, core, rng)
    if variation == "legal_form":
        legal_form = other_spelling(legal_form, rng)
    capitals = bool(companies.names.in_capitals[firm]) ^ (variation == "case")
    changed = varied != core or legal_form != companies.names.legal_form[firm]
    return names.styled(text([varied + legal_form]), [capitals])[0], changed


def _nameless(rng: Rng, rows: int) -> tuple[Flags, Text]:
    """Draw the rows without a company name, and what stands there instead."""
    empty = chance(rng, award_shares.NO_COMPANY_NAME, rows)
    undetermined = chance(rng, award_shares.TO_BE_DETERMINED, rows)
    return empty | undetermined, choose(undetermined, "To be determined", "")


def _identifiers(
    rng: Rng, companies: Companies, firm: Numbers, years: Numbers
) -> tuple[Table, Flags]:
    """Write UEI and DUNS; on some rows the DUNS is that of quite another firm."""
    rows = len(firm)
    other_duns = companies.other_duns[firm]
    uses_other = (other_duns != "") & chance(rng, shares.ROWS_WITH_OTHER_DUNS, rows)
    duns = choose(uses_other, other_duns, companies.duns[firm])
    has_uei = companies.shows_uei[firm] & chance(rng, award_shares.ROWS_KEEPING_UEI, rows)
    has_duns = companies.shows_duns[firm] & chance(
        rng, by_year(award_shares.DUNS_BY_YEAR, years), rows
    )
    known = np.flatnonzero(companies.entity > 0)
    conflicting = has_uei & has_duns & (companies.entity[firm] > 0)
    conflicting &= chance(rng, award_shares.CONFLICTING_IDENTIFIERS, rows)
    if len(known):
        stranger = known[rng.integers(len(known), size=rows)]
        conflicting &= companies.entity[stranger] != companies.entity[firm]
        duns = choose(conflicting, companies.duns[stranger], duns)
    table = {
        "UEI": formats.ueis(rng, companies.uei[firm], has_uei),
        "Duns": formats.duns(rng, duns, has_duns),
    }
    return table, conflicting


def _place(rng: Rng, companies: Companies, firm: Numbers, years: Numbers) -> Table:
    rows = len(firm)
    moved_later = years < companies.year_moved[firm]
    home = companies.home.of(firm).instead_where(moved_later, companies.former_home.of(firm))
    towns = places.towns()
    in_small = chance(rng, 1 - award_shares.CITIES_IN_CAPITALS, rows)
    in_full = chance(rng, award_shares.STATES_IN_FULL, rows)
    return {
        "Address1": change(home.address, in_small, names.in_title_case),
        "City": change(towns.city[home.town], in_small, names.in_title_case),
        "State": choose(in_full, towns.state_name[home.town], towns.state[home.town]),
        "Zip": formats.zips(rng, home.zip5, places.zip_plus_fours(rng, rows)),
    }
