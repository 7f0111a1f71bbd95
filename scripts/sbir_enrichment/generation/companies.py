"""The firms that win awards: when, where, under which names and identifiers."""

from dataclasses import dataclass

import numpy as np

from sbir_enrichment.generation import activity, award_shares, identifiers, places, shares
from sbir_enrichment.generation.columns import Flags, Numbers, Table, Text, choose, text, written
from sbir_enrichment.generation.draws import Rng, by_year, chance, stream
from sbir_enrichment.generation.firm_names import FirmNames, draw_firm_names
from sbir_enrichment.generation.places import Homes


@dataclass(frozen=True)
class Companies:
    """Every firm, one position per firm in each array, shape (companies,).

    `entity` is 0 for a firm that is not among the recipients. `year_moved` is the first year at
    `home`; before it the firm was at `former_home`. `other_duns` is empty for most firms.
    """

    awards: Numbers
    middle_year: Numbers
    entity: Numbers
    names: FirmNames
    usual_name: Text
    website: Text
    home: Homes
    former_home: Homes
    year_moved: Numbers
    uei: Text
    duns: Text
    other_duns: Text
    shows_uei: Flags
    shows_duns: Flags

    @property
    def has_own_entity(self) -> Flags:
        """True where a recipient bears this firm's name, not that of the firm it shares with."""
        own: Flags = (self.entity > 0) & (self.names.kind != "shared_identifier")
        return own


def draw_companies(awards: int, companies: int, seed: int) -> Companies:
    """Draw all firms, in the order of their numbers (1 for the first)."""
    rng = stream(seed, "companies")
    by_rank = rng.permutation(companies)
    absent = activity.absent_by_rank(rng, companies)[by_rank]
    middle = activity.middle_years(rng, companies)
    firm_names = draw_firm_names(stream(seed, "company names"), absent)
    entity, identity = _entities(rng, absent, firm_names.kind)
    home, former_home, year_moved = _homes(stream(seed, "company places"), middle)
    has_other = chance(rng, shares.FIRMS_WITH_TWO_DUNS, companies) & (entity > 0)
    other_duns = identifiers.duns_numbers(entity + identifiers.OTHER_DUNS, seed)
    return Companies(
        awards=activity.award_counts(awards, companies)[by_rank],
        middle_year=middle,
        entity=entity,
        names=firm_names,
        usual_name=firm_names.usual,
        website=_websites(firm_names.core),
        home=home,
        former_home=former_home,
        year_moved=year_moved,
        uei=identifiers.ueis(identity, seed),
        duns=identifiers.duns_numbers(identity, seed),
        other_duns=choose(has_other, other_duns, ""),
        shows_uei=chance(rng, by_year(award_shares.UEI_BY_YEAR, middle), companies),
        shows_duns=chance(rng, award_shares.SHOWS_DUNS, companies),
    )


def truth(companies: Companies) -> Table:
    """Return the table that says which entity each firm is."""
    towns = places.towns()
    return {
        "company_number": written(np.arange(1, len(companies.entity) + 1)),
        "company_name": companies.usual_name,
        "city": towns.city[companies.home.town],
        "state": towns.state[companies.home.town],
        "zip": companies.home.zip5,
        "entity_number": choose(companies.entity > 0, written(companies.entity), ""),
        "kind": companies.names.kind,
        "has_uei": choose(companies.shows_uei, "true", "false"),
        "has_duns": choose(companies.shows_duns, "true", "false"),
    }


def _entities(rng: Rng, absent: Flags, kind: Text) -> tuple[Numbers, Numbers]:
    """Number the firms' entities, and say from which number each firm's identifiers come."""
    shares_another = kind == "shared_identifier"
    owner = np.arange(len(absent))
    owners = np.flatnonzero(~absent & ~shares_another)
    if len(owners):
        owner[shares_another] = rng.choice(owners, int(shares_another.sum()))
    own_entity = np.where(absent | shares_another, 0, np.cumsum(~absent & ~shares_another))
    entity = own_entity[owner]
    return entity, np.where(entity > 0, entity, identifiers.ABSENT + np.arange(len(absent)))


def _homes(rng: Rng, middle_year: Numbers) -> tuple[Homes, Homes, Numbers]:
    """Draw where each firm is, where it was before, and when it moved (year 0: never)."""
    rows = len(middle_year)
    home = places.draw_homes(rng, places.draw_towns(rng, rows))
    near = places.draw_towns_elsewhere(rng, home.town, same_state=True)
    far = places.draw_towns_elsewhere(rng, home.town, same_state=False)
    stayed_near = chance(rng, shares.FIRMS_MOVED_WITHIN_STATE, rows)
    former_home = places.draw_homes(rng, np.where(stayed_near, near, far))
    year_moved = np.where(chance(rng, shares.FIRMS_THAT_MOVED, rows), middle_year, 0)
    return home, former_home, year_moved


def _websites(cores: Text) -> Text:
    # The domain .example is reserved: no such site exists.
    letters = ["".join(filter(str.isalnum, core.split(" ")[0])).lower() for core in cores]
    return text([f"http://www.{word}.example" for word in letters])
