"""Prime awards as USAspending downloads them: several actions per award, contracts and grants."""

from typing import cast

import numpy as np

from sbir_enrichment.generation import activity, award_shares, entities, formats, layouts, places
from sbir_enrichment.generation.agencies import AGENCIES, fill
from sbir_enrichment.generation.awards import AwardChunk
from sbir_enrichment.generation.columns import (
    Flags,
    Numbers,
    Table,
    Text,
    blank,
    change,
    choose,
    join,
    text,
)
from sbir_enrichment.generation.companies import Companies
from sbir_enrichment.generation.draws import (
    Rng,
    allot,
    chance,
    interpolate,
    pick_by_share,
    pick_position,
    stream,
)
from sbir_enrichment.generation.entities import Entities
from sbir_enrichment.generation.names import firm_cores
from sbir_enrichment.generation.recipients import legal_names

_FIRST_YEAR = 2001
"""USAspending has no awards from before."""

_DOLLARS = (0, 0, 500, 20_000, 75_000, 150_000, 500_000, 2_000_000)
_ACTIONS_PER_AWARD = 1.4
_TAKEN_BACK = 0.1
_SHORTEST_NUMBER = 5
_MAKES_GRANTS = np.array([each.makes_grants for each in AGENCIES])
_AGENCY_WEIGHTS = tuple(float(each.weight) for each in AGENCIES)
_DUNS_RETIRED = 2022


def rows_up_to(award_row: int) -> int:
    """Return how many prime-award rows go with the first so many award rows."""
    return int(award_row * award_shares.PRIME_ROWS_PER_AWARD)


class PrimeAwards:
    """Draws prime awards for one chunk of awards after the other.

    Args:
        companies: the firms that win awards.
        firm_entities: their entities, in the order of the entity numbers (1 for the first).
        others: entities that have nothing to do with the firms.
        seed: the seed of the data set.
    """

    def __init__(
        self, companies: Companies, firm_entities: Entities, others: Entities, seed: int
    ) -> None:
        self._companies = companies
        self._recipients = entities.merge(firm_entities, others)
        self._firms = len(firm_entities.number)
        self._seed = seed

    def draw_chunk(self, awards: AwardChunk, first_row: int) -> Table:
        """Return the actions that go with this chunk, whose first award has number `first_row`."""
        rng = stream(self._seed, "prime awards", first_row)
        last_row = first_row + len(awards.firm) - 1
        rows = rows_up_to(last_row) - rows_up_to(first_row - 1)
        kind = allot(rng, award_shares.PRIME_ROWS, rows)
        award = self._award_behind(rng, awards, kind)
        related = award >= 0
        agency = np.where(related, awards.agency[award], pick_position(rng, _AGENCY_WEIGHTS, rows))
        years = np.where(
            related, awards.years[award], rng.integers(_FIRST_YEAR, activity.LAST_YEAR, size=rows)
        )
        is_grant = _MAKES_GRANTS[agency] & (kind != "short number")
        number = choose(
            related, awards.table["Contract"][award], _other_numbers(rng, agency, years)
        )
        number = choose(kind == "short number", _order_numbers(rng, rows), number)
        recipient = self._recipient_of(rng, awards, award, kind)
        number = _as_usaspending_writes(rng, number, is_grant)
        table = {
            "award_type": choose(is_grant, "assistance", "contract"),
            "award_id_piid": choose(is_grant, "", number),
            "award_id_fain": choose(is_grant, number, ""),
            **_action(rng, years, is_grant),
            **_recipient_columns(rng, self._recipients.of(recipient), years, is_grant),
        }
        nobody = (kind == "unrelated") & chance(rng, award_shares.PRIME_MULTIPLE_RECIPIENTS, rows)
        return _redacted(table, nobody)

    def _award_behind(self, rng: Rng, awards: AwardChunk, kind: Text) -> Numbers:
        """Return the position of the award whose number each action bears, -1 for none."""
        long_enough = np.array(
            [len(number) >= _SHORTEST_NUMBER for number in awards.table["Contract"]], dtype=bool
        )
        numbered = np.flatnonzero(long_enough & (awards.years >= _FIRST_YEAR))
        known = numbered[self._companies.entity[awards.firm[numbered]] > 0]
        award = np.full(len(kind), -1)
        for name, eligible in (("sbir", known), ("same number", numbered)):
            here = np.flatnonzero(kind == name)
            if len(eligible):
                few = max(1, min(len(eligible), int(len(here) / _ACTIONS_PER_AWARD)))
                covered = rng.choice(eligible, few, replace=False)
                award[here] = covered[rng.integers(few, size=len(here))]
        return award

    def _recipient_of(self, rng: Rng, awards: AwardChunk, award: Numbers, kind: Text) -> Numbers:
        """Return the position of each action's recipient: the winner, or anybody else."""
        all_of_them = len(self._recipients.number)
        first_stranger = min(self._firms, all_of_them - 1)  # a firm where there is nobody else
        stranger = rng.integers(first_stranger, all_of_them, size=len(award))
        winner = self._companies.entity[awards.firm[award]] - 1
        is_winner = (kind == "sbir") & (award >= 0) & (winner >= 0)
        return np.where(is_winner, winner, stranger)


def _other_numbers(rng: Rng, agency: Numbers, years: Numbers) -> Text:
    numbers = blank(len(agency))
    for at, each in enumerate(AGENCIES):
        here = np.flatnonzero(agency == at)
        numbers[here] = fill(rng, each.contracts[1], years[here])
    return numbers


def _order_numbers(rng: Rng, rows: int) -> Text:
    return text([f"{number:04d}" for number in rng.integers(1, 12, size=rows)])


def _as_usaspending_writes(rng: Rng, number: Text, is_grant: Flags) -> Text:
    """Leave hyphens out of most numbers, and reduce some NIH grants to their serial number."""
    rows = len(number)
    without = chance(rng, award_shares.NUMBERS_WITHOUT_HYPHENS, rows)
    serial = is_grant & chance(rng, award_shares.NIH_SERIAL_NUMBERS, rows)
    serial &= np.array([value[1:3] == "R4" for value in number], dtype=bool)
    number = change(number, serial, lambda value: value[1:].split("-")[0])
    number = change(number, without, lambda value: value.replace("-", ""))
    padded = is_grant & chance(rng, award_shares.FAIN_PADDED, rows)
    return change(number, padded, lambda value: value.ljust(16))


def _action(rng: Rng, years: Numbers, is_grant: Flags) -> Table:
    rows = len(years)
    later = np.minimum(years + rng.integers(3, size=rows), activity.LAST_YEAR)
    form = choose(is_grant, pick_by_share(rng, award_shares.GRANT_DATE_FORMATS, rows), "slashes")
    dollars = interpolate(rng, _DOLLARS, rows).astype(np.int64)
    taken_back = chance(rng, _TAKEN_BACK, rows) & (dollars > 0)
    values = cast("list[int]", dollars.tolist())
    plain = text([f"{value}.0" for value in values])
    with_sign = text([f"${value:,}.00" for value in values])
    amount = choose(is_grant, plain, with_sign)
    return {
        "action_date": formats.dates(rng, formats.days_in(rng, later), form),
        "federal_action_obligation": choose(taken_back, join("-", amount), amount),
    }


def _recipient_columns(rng: Rng, mine: Entities, years: Numbers, is_grant: Flags) -> Table:
    rows = len(years)
    # DUNS went blank in the downloads in April 2022; grants have lost their leading zeros.
    has_duns = chance(rng, award_shares.PRIME_DUNS, rows) & (years < _DUNS_RETIRED)
    duns = change(mine.duns, is_grant, lambda value: value.lstrip("0"))
    towns = places.towns()
    code = fill(rng, "#@@##", years)
    zip9 = join(mine.home.zip5, places.zip_plus_fours(rng, rows))
    return {
        "recipient_uei": choose(chance(rng, award_shares.PRIME_UEI, rows), mine.uei, ""),
        "recipient_duns": choose(has_duns, duns, ""),
        "recipient_name": legal_names(rng, mine),
        "recipient_doing_business_as_name": choose(
            chance(rng, award_shares.PRIME_DBA, rows), firm_cores(rng, rows), ""
        ),
        "cage_code": choose(chance(rng, award_shares.PRIME_CAGE_CODES, rows), code, ""),
        "recipient_parent_duns": mine.parent_duns,
        "recipient_address_line_1": mine.home.address,
        "recipient_city_name": towns.city[mine.home.town],
        "recipient_state_code": towns.state[mine.home.town],
        "recipient_zip_4_code": choose(
            chance(rng, award_shares.PRIME_ZIP9, rows), zip9, mine.home.zip5
        ),
    }


def _redacted(table: Table, nobody: Flags) -> Table:
    """Put the words for several recipients on the rows that name no single one."""
    redacted = {
        name: choose(nobody, "", column) if name.startswith("recipient_") else column
        for name, column in table.items()
    }
    redacted["recipient_name"] = choose(nobody, "MULTIPLE RECIPIENTS", table["recipient_name"])
    return {name: redacted.get(name, blank(len(nobody))) for name in layouts.PRIME_AWARDS}
