"""The entities behind the recipient rows: the firms' own, their neighbours, all others."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sbir_enrichment.generation import identifiers, lookalikes, names, places, shares
from sbir_enrichment.generation.columns import Flags, Numbers, Text, blank, choose, join, text
from sbir_enrichment.generation.companies import Companies
from sbir_enrichment.generation.draws import Rng, chance, stream
from sbir_enrichment.generation.legal_forms import draw_legal_forms
from sbir_enrichment.generation.places import Homes

NON_ENTITY_NAMES = (
    "MULTIPLE RECIPIENTS",
    "REDACTED DUE TO PII",
    "MULTIPLE FOREIGN RECIPIENTS",
    "PRIVATE INDIVIDUAL",
    "INDIVIDUAL RECIPIENT",
    "MISCELLANEOUS FOREIGN AWARDEES",
)


@dataclass(frozen=True)
class Entities:
    """Some entities, one position per entity in each array, shape (entities,).

    `number` is 0 for a name that stands for no entity. Columns about parents and alternate names
    are empty where there are none.
    """

    number: Numbers
    core: Text
    legal_form: Text
    uei: Text
    duns: Text
    home: Homes
    is_abroad: Flags
    parent_uei: Text
    parent_duns: Text
    parent_name: Text
    alternate_names: Text

    def of(self, rows: Numbers) -> "Entities":
        """Return the entities at these positions, in that order."""
        columns: dict[str, Any] = {
            name: column.of(rows) if isinstance(column, Homes) else column[rows]
            for name, column in vars(self).items()
        }
        return Entities(**columns)


def merge(*groups: Entities) -> Entities:
    """Put the groups one after the other."""
    columns = {
        name: np.concatenate([vars(group)[name] for group in groups])
        for name in vars(groups[0])
        if name != "home"
    }
    homes = [vars(group.home) for group in groups]
    home = Homes(**{name: np.concatenate([each[name] for each in homes]) for name in homes[0]})
    return Entities(home=home, **columns)


def draw_firm_entities(companies: Companies, seed: int) -> Entities:
    """Return the entities of the firms that are among the recipients, in the order of numbers."""
    rng = stream(seed, "firm entities")
    own = np.flatnonzero(companies.has_own_entity)
    firm_names = companies.names
    entities = _without_relations(
        companies.entity[own],
        firm_names.recipient_core[own],
        firm_names.recipient_legal_form[own],
        companies.home.of(own),
        seed,
    )
    known_by_award_name = np.isin(firm_names.kind[own], ("dba", "renamed", "formerly")) & chance(
        rng, shares.ALTERNATES_KNOW_AWARD_NAME, len(own)
    )
    alternates = choose(
        known_by_award_name,
        join('{"', firm_names.core[own], '"}'),
        _alternate_names(rng, entities.core),
    )
    return replace(entities, alternate_names=alternates)


def draw_neighbours(companies: Companies, first_number: int, seed: int) -> Entities:
    """Return the look-alikes of absent firms, and homonyms and subsidiaries of the others."""
    rng = stream(seed, "neighbours")
    own = companies.has_own_entity
    alike = np.flatnonzero((companies.entity == 0) & (companies.names.recipient_core != ""))
    namesakes = np.flatnonzero(own & chance(rng, shares.FIRMS_WITH_HOMONYM, len(own)))
    owned = np.flatnonzero(own & chance(rng, shares.FIRMS_WITH_SUBSIDIARY, len(own)))
    firm = np.concatenate([alike, namesakes, owned])
    is_owned = np.arange(len(firm)) >= len(alike) + len(namesakes)
    near = is_owned | np.isin(companies.names.kind[firm], list(lookalikes.IN_THE_SAME_TOWN))
    elsewhere = places.draw_towns_elsewhere(rng, companies.home.town[firm], same_state=False)
    core = companies.names.recipient_core[firm]
    suffix = np.where(chance(rng, 0.5, len(firm)), " FEDERAL", " HOLDINGS").astype(object)
    planted = _without_relations(
        first_number + np.arange(len(firm)),
        choose(is_owned, join(core, suffix), core),
        companies.names.recipient_legal_form[firm],
        places.draw_homes(rng, elsewhere).instead_where(near, companies.home.of(firm)),
        seed,
    )
    parent_name = join(core, companies.names.recipient_legal_form[firm])
    return replace(
        planted,
        parent_uei=choose(is_owned, companies.uei[firm], ""),
        parent_duns=choose(is_owned, companies.duns[firm], ""),
        parent_name=choose(is_owned, parent_name, ""),
    )


def draw_background_entities(rng: Rng, numbers: Numbers, seed: int) -> Entities:
    """Return recipients of every kind that have nothing to do with the firms."""
    rows = len(numbers)
    cores = names.background_cores(rng, rows)
    is_nobody = chance(rng, shares.NON_ENTITIES, rows)
    cores[is_nobody] = text(NON_ENTITY_NAMES)[rng.integers(len(NON_ENTITY_NAMES), size=rows)][
        is_nobody
    ]
    without_form = is_nobody | names.is_public_body(cores)
    entities = _without_relations(
        numbers,
        cores,
        choose(without_form, "", draw_legal_forms(rng, rows)),
        places.draw_homes(rng, places.draw_towns(rng, rows)),
        seed,
    )
    has_parent = chance(rng, shares.RECIPIENT_PARENTS, rows) & ~is_nobody
    parent = rng.permutation(rows)
    return replace(
        entities,
        number=np.where(is_nobody, 0, numbers),
        is_abroad=chance(rng, shares.ABROAD, rows) & ~is_nobody,
        parent_uei=choose(has_parent, entities.uei[parent], ""),
        parent_duns=choose(has_parent, entities.duns[parent], ""),
        parent_name=choose(has_parent, join(cores, entities.legal_form)[parent], ""),
        alternate_names=choose(is_nobody, "", _alternate_names(rng, cores)),
    )


def _without_relations(
    numbers: Numbers, cores: Text, legal_forms: Text, home: Homes, seed: int
) -> Entities:
    nothing = blank(len(numbers))
    return Entities(
        number=numbers,
        core=cores,
        legal_form=legal_forms,
        uei=identifiers.ueis(numbers, seed),
        duns=identifiers.duns_numbers(numbers, seed),
        home=home,
        is_abroad=np.zeros(len(numbers), dtype=bool),
        parent_uei=nothing,
        parent_duns=nothing,
        parent_name=nothing,
        alternate_names=nothing,
    )


def _alternate_names(rng: Rng, cores: Text) -> Text:
    """Write the other names of some entities as PostgreSQL array literals."""
    rows = len(cores)
    has_names = chance(rng, shares.RECIPIENT_ALTERNATES, rows)
    has_second = chance(rng, shares.SECOND_ALTERNATE, rows)
    same_words = join('{"', cores, draw_legal_forms(rng, rows), '"')
    literals = blank(rows)
    literals[has_names] = join(same_words[has_names], "}")
    both = has_names & has_second
    second = names.background_cores(rng, int(both.sum()))
    literals[both] = join(same_words[both], ',"', second, '"}')
    return literals
