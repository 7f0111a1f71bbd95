"""Which award or firm is meant by what the user typed."""

from dataclasses import dataclass

import duckdb

from sbir_enrichment.match_stories.problems import UnusableInputError
from sbir_enrichment.match_stories.tables import Row, row, rows
from sbir_enrichment.pages.harmless import harmless

MOST_HITS = 20
AWARD = "select award_id, company_id from intermediate.int_award_matches where award_id = ?"
FIRM = "select company_id from intermediate.int_companies where company_id = ?"
# Under any of the names that its awards write.
NAMED = """
    select
        companies.company_id,
        companies.company_name,
        companies.city,
        companies.state,
        companies.awards,
        matches.match_status,
        bool_or(lower(awards.company_name) = lower(?)) as is_exact
    from staging.stg_sbir__awards as awards
    inner join intermediate.int_award_matches as award_matches
        on awards.award_id = award_matches.award_id
    inner join intermediate.int_companies as companies
        on award_matches.company_id = companies.company_id
    inner join intermediate.int_company_matches as matches
        on companies.company_id = matches.company_id
    where contains(lower(awards.company_name), lower(?))
    group by all
    order by companies.awards desc, companies.company_id
"""


@dataclass(frozen=True)
class Subject:
    """A firm, and the one of its awards that is meant, if one is."""

    company_id: str
    award_id: str | None


class SeveralFirmsError(UnusableInputError):
    """What was typed fits several firms; the message lists them."""


def find_subject(connection: duckdb.DuckDBPyConnection, text: str) -> Subject:
    """Return the award of this id, the firm of this id, or the one firm of this name.

    A whole name comes before a part of one; capitals do not matter.

    Raises:
        SeveralFirmsError: The name is that of several firms.
        UnusableInputError: There is no such award or firm.
    """
    wanted = text.strip()
    award = row(connection, AWARD, wanted)
    if award is not None and award["company_id"] is not None:
        return Subject(award["company_id"], award["award_id"])
    if row(connection, FIRM, wanted) is not None:
        return Subject(wanted, None)
    named = rows(connection, NAMED, wanted, wanted) if wanted else []
    exact = [firm for firm in named if firm["is_exact"]]
    firms = exact or named
    if len(firms) == 1:
        return Subject(firms[0]["company_id"], None)
    shown = harmless(wanted, 80)
    if not firms:
        raise UnusableInputError(
            f"there is no award, no firm and no part of a firm's name '{shown}' in this build; "
            "give an award_id or company_id of marts.fct_enriched_awards, or a name"
        )
    listed = "\n".join(_listed(firm) for firm in firms[:MOST_HITS])
    more = f"\n  ... and {len(firms) - MOST_HITS:,} more" if len(firms) > MOST_HITS else ""
    raise SeveralFirmsError(
        f"'{shown}' is {'the name' if exact else 'a part of the name'} of {len(firms):,} firms; "
        f"give the id of one:\n{listed}{more}"
    )


def _listed(firm: Row) -> str:
    place = ", ".join(part for part in (firm["city"], firm["state"]) if part)
    awards = "1 award" if firm["awards"] == 1 else f"{firm['awards']:,} awards"
    told = (firm["company_name"], place, awards, firm["match_status"])
    return f"  {firm['company_id']}  " + "; ".join(harmless(part, 60) for part in told if part)
