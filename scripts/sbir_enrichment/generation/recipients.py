"""Recipient rows: what USAspending knows of an entity, with the quirks of its many sources."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from sbir_enrichment.generation import names, places, shares
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
    written,
)
from sbir_enrichment.generation.draws import Rng, chance, pick, pick_by_share
from sbir_enrichment.generation.entities import Entities
from sbir_enrichment.generation.identifiers import recipient_hash

_COUNTRIES = ("CAN", "GBR", "DEU", "FRA", "ISR", "AUS", "IND", "KEN")
_SHARE_WITH_ZIP = shares.RECIPIENT_PLACES["zip"]


@dataclass(frozen=True)
class RowPlan:
    """Which entity each row is of, and which identifiers it gives, shape (rows,) each.

    `spare_is_uei` says which identifier no row of the entity gives by itself: the one to add when
    a row would have neither and its name is taken.
    """

    entity: Numbers
    gives_uei: Flags
    gives_duns: Flags
    spare_is_uei: Flags

    @classmethod
    def of_patterns(cls, patterns: Text) -> "RowPlan":
        """Plan the rows of entities, each with a pattern such as 'both' or 'both, duns'."""
        rows = [
            (at, row, "uei" not in pattern and "both" not in pattern)
            for at, pattern in enumerate(patterns.tolist())
            for row in pattern.split(", ")
        ]
        given = text([row for _, row, _ in rows])
        return cls(
            entity=np.array([at for at, _, _ in rows], dtype=np.int64),
            gives_uei=np.isin(given, ("both", "uei")),
            gives_duns=np.isin(given, ("both", "duns")),
            spare_is_uei=np.array([spare for _, _, spare in rows], dtype=bool),
        )


SECOND_ROWS = {"both": "both, duns", "uei": "uei, name", "duns": "duns, name", "name": "name, duns"}
"""What an entity of one row becomes when it has a second one."""


class RecipientWriter:
    """Writes entities as recipient rows whose hashes are unique over all tables it writes.

    The hash of a row without identifiers is that of its name, so of many entities with one name
    only the first can have such a row; the others are given an identifier.
    """

    def __init__(self) -> None:
        self._names_taken: set[str] = set()

    def rows(self, rng: Rng, entities: Entities, plan: RowPlan) -> tuple[Table, Table]:
        """Return the recipient rows, and for each its hash and entity number."""
        mine = entities.of(plan.entity)
        written_names = legal_names(rng, mine)
        uei, duns = self._identifiers(rng, mine, plan, written_names)
        hashes = text(list(map(recipient_hash, uei, duns, written_names)))
        row_count = len(hashes)
        has_parent = mine.parent_name != ""
        table = {
            "recipient_hash": hashes,
            "legal_business_name": written_names,
            "uei": uei,
            "duns": duns,
            **_place(rng, mine),
            "parent_duns": mine.parent_duns,
            "parent_uei": mine.parent_uei,
            "parent_legal_business_name": choose(
                has_parent & chance(rng, shares.PARENTS_NAMED, row_count), mine.parent_name, ""
            ),
            "alternate_names": mine.alternate_names,
        }
        number = choose(mine.number > 0, written(mine.number), "")
        return table, {"recipient_hash": hashes, "entity_number": number}

    def _identifiers(
        self, rng: Rng, mine: Entities, plan: RowPlan, written_names: Text
    ) -> tuple[Text, Text]:
        gives_uei, gives_duns = plan.gives_uei.copy(), plan.gives_duns.copy()
        for row in map(int, np.flatnonzero(~gives_uei & ~gives_duns)):
            key = str(written_names[row]).upper()
            if key in self._names_taken:
                (gives_uei if plan.spare_is_uei[row] else gives_duns)[row] = True
            self._names_taken.add(key)
        begins_with_zero = np.array([duns[0] == "0" for duns in mine.duns], dtype=bool)
        lost = begins_with_zero & chance(rng, shares.RECIPIENT_DUNS_LOST_ZEROS, len(mine.duns))
        duns = change(mine.duns, lost & gives_duns, lambda value: value.lstrip("0"))
        return choose(gives_uei, mine.uei, ""), choose(gives_duns, duns, "")


def legal_names(rng: Rng, mine: Entities) -> Text:
    """Write the names as recipients bear them: some cut short, some with two spaces for a comma."""
    rows = len(mine.core)
    written_names = join(mine.core, mine.legal_form)
    for limit, share in shares.RECIPIENT_NAME_LIMITS.items():
        cut = chance(rng, share, rows)
        written_names = change(written_names, cut, partial(_first_letters, limit))
    in_title_case = chance(rng, 1 - shares.RECIPIENTS_IN_CAPITALS, rows)
    written_names = change(written_names, in_title_case, names.in_title_case)
    as_spaces = chance(rng, shares.RECIPIENT_COMMA_AS_SPACES, rows)
    written_names = change(written_names, as_spaces, lambda name: name.replace(",", " "))
    numbered = chance(rng, shares.RECIPIENT_VENDOR_NUMBER, rows)
    number = rng.integers(1000, 10000, size=rows)
    return choose(numbered, join(written_names, " (", written(number), ")"), written_names)


def _first_letters(limit: int, name: str) -> str:
    return name[:limit].rstrip()


def _place(rng: Rng, mine: Entities) -> Table:
    """Fill the place as far as each row knows it: the state, the city too, the ZIP code too."""
    rows = len(mine.number)
    known = pick_by_share(rng, shares.RECIPIENT_PLACES, rows)
    foreign = mine.is_abroad
    has_zip, has_city = (known == "zip") & ~foreign, np.isin(known, ("zip", "city"))
    towns = places.towns()
    city = change(
        towns.city[mine.home.town],
        chance(rng, 1 - shares.RECIPIENTS_IN_CAPITALS, rows),
        names.in_title_case,
    )
    countries = choose(foreign, pick(rng, _COUNTRIES, rows), "USA")
    return {
        "address_line_1": choose(
            has_zip & chance(rng, shares.RECIPIENT_ADDRESSES / _SHARE_WITH_ZIP, rows),
            mine.home.address,
            "",
        ),
        "city": choose(has_city, city, ""),
        "state": choose((known != "none") & ~foreign, towns.state[mine.home.town], ""),
        "zip5": choose(has_zip, mine.home.zip5, ""),
        "zip4": choose(
            has_zip & chance(rng, shares.RECIPIENT_ZIP4 / _SHARE_WITH_ZIP, rows),
            places.zip_plus_fours(rng, rows),
            "",
        ),
        "country_code": choose(
            foreign | chance(rng, shares.RECIPIENT_COUNTRIES, rows), countries, blank(rows)
        ),
    }
