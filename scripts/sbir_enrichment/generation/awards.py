"""Award rows in the layout of sbir.gov, a chunk at a time."""

from dataclasses import dataclass
from typing import cast

import numpy as np

from sbir_enrichment.generation import abstracts, activity, award_shares, layouts, names, shares
from sbir_enrichment.generation import vocabulary as words
from sbir_enrichment.generation.abstracts import Prose
from sbir_enrichment.generation.award_firms import draw_firm_columns
from sbir_enrichment.generation.award_terms import draw_terms
from sbir_enrichment.generation.columns import (
    Numbers,
    Table,
    Text,
    blank,
    choose,
    join,
    take,
    text,
    written,
)
from sbir_enrichment.generation.companies import Companies
from sbir_enrichment.generation.draws import Rng, chance, pick_common, stream

_EMPLOYEES = (0, 2, 3, 5, 8, 12, 20, 40, 90, 480)


@dataclass(frozen=True)
class AwardChunk:
    """Some award rows, what is true of them, and what the prime awards need to know of them.

    `firm` is the position of each row's firm, `agency` that of its agency, shape (rows,).
    """

    table: Table
    truth: Table
    firm: Numbers
    agency: Numbers
    years: Numbers


def firms_of_rows(companies: Companies, seed: int) -> Numbers:
    """Return the position of the firm of every award row, shape (awards,)."""
    in_order = np.repeat(np.arange(len(companies.awards), dtype=np.int32), companies.awards)
    return stream(seed, "award order").permutation(in_order)


def draw_award_chunk(
    companies: Companies, prose: Prose, firm: Numbers, first_row: int, seed: int
) -> AwardChunk:
    """Return the award rows of these firms; `first_row` is the number of the first of them."""
    rng = stream(seed, "awards", first_row)
    rows = len(firm)
    original = _original_rows(rng, rows)
    firm = firm.astype(np.int64)
    years = activity.award_years(rng, companies.middle_year[firm])
    terms, agency = draw_terms(stream(seed, "award terms", first_row), years)
    firm_columns, kind = draw_firm_columns(
        stream(seed, "award firms", first_row), companies, firm, years
    )
    columns = {
        "Award Title": abstracts.titles(rng, rows),
        "Abstract": prose.abstracts(rng, rows),
        "RI Name": choose(terms["Program"] == "STTR", _research_institutions(rng, rows), ""),
        **terms,
        **firm_columns,
        **_circumstances(rng, companies, firm),
    }
    # Contacts and investigators stay blank: the project has no use for people.
    table = {name: columns.get(name, blank(rows)) for name in layouts.AWARDS}
    return AwardChunk(
        table=take(table, original),
        truth=_truth(companies, firm[original], kind[original], first_row),
        firm=firm[original],
        agency=agency[original],
        years=years[original],
    )


def _truth(companies: Companies, firm: Numbers, kind: Text, first_row: int) -> Table:
    entity = companies.entity[firm]
    return {
        "award_row": written(np.arange(first_row, first_row + len(firm))),
        "company_number": written(firm + 1),
        "entity_number": choose(entity > 0, written(entity), ""),
        "kind": kind,
    }


def _original_rows(rng: Rng, rows: int) -> Numbers:
    """Return for each row itself or, for exact duplicates, an earlier row."""
    original = np.arange(rows)
    copied = np.flatnonzero(chance(rng, award_shares.DUPLICATED_ROWS, rows))
    source = rng.integers(rows, size=len(copied))
    sound = ~np.isin(source, copied)
    original[copied[sound]] = source[sound]
    return original


def _research_institutions(rng: Rng, rows: int) -> Text:
    places = pick_common(rng, words.TOWN_HEADS, rows)
    towns = cast("list[str]", places.tolist())
    return text([f"University of {names.in_title_case(town)}" for town in towns])


def _circumstances(rng: Rng, companies: Companies, firm: Numbers) -> Table:
    """Return what is the same on all rows of a firm, drawn from the firm's position alone."""
    rows = len(firm)
    constant = (firm * 7919 + 13) % 10_007 / 10_007.0  # one number between 0 and 1 per firm
    employees = np.interp(constant * (len(_EMPLOYEES) - 1), np.arange(len(_EMPLOYEES)), _EMPLOYEES)
    staff = written(employees.astype(np.int64))
    staff = choose(chance(rng, award_shares.EMPLOYEES_AS_DECIMALS, rows), join(staff, ".0"), staff)
    return {
        "HUBZone Owned": choose(constant < award_shares.OWNERSHIP["hubzone"], "Y", "N"),
        "Socially and Economically Disadvantaged": choose(
            constant > 1 - award_shares.OWNERSHIP["disadvantaged"], "Y", "N"
        ),
        "Woman Owned": choose(constant * 3 % 1 < award_shares.OWNERSHIP["woman"], "Y", "N"),
        "Number Employees": choose(chance(rng, award_shares.EMPLOYEES_BLANK, rows), "", staff),
        "Company Website": choose(
            constant * 5 % 1 < shares.FIRMS_WITH_WEBSITE, companies.website[firm], ""
        ),
        "Address2": choose(constant * 7 % 1 < shares.FIRMS_WITH_SUITE, "Suite 200", ""),
    }
