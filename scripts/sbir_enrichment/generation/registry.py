"""The whole recipient file: rows of the firms and their neighbours, scattered among all others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sbir_enrichment.generation import entities, shares
from sbir_enrichment.generation.columns import Numbers, Table, Text, take, text
from sbir_enrichment.generation.companies import Companies
from sbir_enrichment.generation.draws import Rng, allot, chance, pick_by_share, stream
from sbir_enrichment.generation.entities import Entities
from sbir_enrichment.generation.recipients import SECOND_ROWS, RecipientWriter, RowPlan
from sbir_enrichment.generation.request import (
    ROWS_AT_A_TIME,
    ImpossibleRequestError,
    Request,
)

_STRANGERS = 2_000


@dataclass(frozen=True)
class Registry:
    """Everything that is decided about the recipients before the first row is written.

    `planted` holds the rows of the firms and of their neighbours, with their truth; `places` says
    at which row of the file each of them stands, in rising order. `first_number` is the first
    entity number that neither firms nor neighbours have.
    """

    writer: RecipientWriter
    neighbours: Entities
    planted: Table
    planted_truth: Table
    places: Numbers
    first_number: int
    rows: int
    seed: int

    @classmethod
    def planned(cls, companies: Companies, firm_entities: Entities, request: Request) -> "Registry":
        """Draw the rows that the firms bring with them, and where they stand.

        Raises:
            ImpossibleRequestError: the firms bring more rows than the file is to have.
        """
        rng = stream(request.seed, "planted recipients")
        neighbours = entities.draw_neighbours(
            companies, len(firm_entities.number) + 1, request.seed
        )
        groups = (
            (firm_entities, allot(rng, shares.ENTITY_ROWS, len(firm_entities.number))),
            (neighbours, allot(rng, shares.BACKGROUND_ROWS, len(neighbours.number))),
            _under_other_duns(companies, firm_entities, request.seed),
        )
        writer = RecipientWriter()
        drawn = [writer.rows(rng, group, RowPlan.of_patterns(plan)) for group, plan in groups]
        planted = _stacked([table for table, _ in drawn])
        planted_rows = len(planted["recipient_hash"])
        _require_room(request, planted_rows)
        order = rng.permutation(planted_rows)
        return cls(
            writer=writer,
            neighbours=neighbours,
            planted=take(planted, order),
            planted_truth=take(_stacked([truth for _, truth in drawn]), order),
            places=np.sort(rng.permutation(request.recipients)[:planted_rows]),
            first_number=len(firm_entities.number) + len(neighbours.number) + 1,
            rows=request.recipients,
            seed=request.seed,
        )

    def chunks(self) -> Iterator[tuple[Table, Table]]:
        """Yield all recipient rows and their truth, some at a time, the planted ones among them."""
        for start in range(0, self.rows, ROWS_AT_A_TIME):
            mine = self._planted_in(start)
            others, patterns = self._background(start)
            rng = stream(self.seed, "recipient rows", start)
            table, truth = self.writer.rows(rng, others, RowPlan.of_patterns(patterns))
            here = self.places[mine] - start
            yield (
                _scattered(table, take(self.planted, mine), here),
                _scattered(truth, take(self.planted_truth, mine), here),
            )

    def strangers(self) -> Entities:
        """Return some recipients that are not the firms', for awards that are not theirs."""
        others, _ = self._background(0)
        return entities.merge(
            self.neighbours, others.of(np.flatnonzero(others.number)[:_STRANGERS])
        )

    def _planted_in(self, start: int) -> Numbers:
        """Return which of the planted rows stand in the chunk that starts at this row."""
        first, last = np.searchsorted(self.places, (start, start + ROWS_AT_A_TIME))
        return np.arange(first, last)

    def _background(self, start: int) -> tuple[Entities, Text]:
        """Draw all other recipients of the chunk that starts here, and their row patterns."""
        rng = stream(self.seed, "background recipients", start)
        size = min(ROWS_AT_A_TIME, self.rows - start) - len(self._planted_in(start))
        patterns = _background_patterns(rng, size)
        numbers = self.first_number + start + np.arange(len(patterns))
        return entities.draw_background_entities(rng, numbers, self.seed), patterns


def _require_room(request: Request, planted_rows: int) -> None:
    if planted_rows > request.recipients:
        raise ImpossibleRequestError(
            f"--recipients {request.recipients} is too few: {request.companies} companies "
            f"bring {planted_rows} recipient rows with them"
        )


def _under_other_duns(
    companies: Companies, firm_entities: Entities, seed: int
) -> tuple[Entities, Text]:
    """Return the firms' entities that have a row of their own for their other DUNS."""
    rng = stream(seed, "other duns")
    own = np.flatnonzero(companies.has_own_entity)
    other = companies.other_duns[own]
    listed = (other != "") & chance(rng, shares.OTHER_DUNS_AMONG_RECIPIENTS, len(own))
    group = replace(firm_entities, duns=other).of(np.flatnonzero(listed))
    return group, text(["duns"] * int(listed.sum()))


def _background_patterns(rng: Rng, rows: int) -> Text:
    """Draw a pattern for each entity so that together they have exactly so many rows."""
    pattern = pick_by_share(rng, shares.BACKGROUND_ROWS, rows)
    has_second = chance(rng, shares.BACKGROUND_SECOND_ROWS, rows)
    with_second = text([SECOND_ROWS[each] for each in pattern])
    pattern[has_second] = with_second[has_second]
    reached = np.cumsum(1 + has_second.astype(np.int64))
    kept = int(np.searchsorted(reached, rows, side="left"))  # entities that fit without the next
    if rows and reached[kept] > rows:  # the last one has a second row too many
        pattern[kept] = pattern[kept].split(", ")[0]
    return pattern[: kept + 1] if rows else pattern


def _scattered(others: Table, planted: Table, places: Numbers) -> Table:
    """Put the planted rows at their places, and the others into what is left, in order."""
    size = len(places) + len(next(iter(others.values())))
    is_planted = np.zeros(size, dtype=bool)
    is_planted[places] = True
    merged: Table = {}
    for name, column in others.items():
        merged[name] = np.empty(size, dtype=object)
        merged[name][is_planted] = planted[name]
        merged[name][~is_planted] = column
    return merged


def _stacked(tables: list[Table]) -> Table:
    return {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}
