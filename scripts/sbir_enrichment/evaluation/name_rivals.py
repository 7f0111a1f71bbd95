"""The usual way: the likest name of all, by rapidfuzz, accepted above a cut-off."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import numpy as np
from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio
from rapidfuzz.process import cdist

from sbir_enrichment.evaluation.efforts import Effort, now, since

QUERIES_AT_A_TIME = 32  # x 76k recipients x 4 bytes: 10 MB of scores

# Upper case, punctuation to blanks: what people do before they call rapidfuzz.
PLAIN = "trim(regexp_replace(upper({0}), '[^A-Z0-9]+', ' ', 'g'))"

COMPARABLE = "coalesce(names.name_key, '')"  # as int_names makes names comparable

FIRMS = """
    select
        labels.number,
        {name} as name,
        awards.city,
        awards.state
    from labels
    inner join staging.stg_sbir__awards as awards
        on labels.number = try_cast(awards.agency_tracking_number as bigint)
    left join intermediate.int_names as names on awards.company_name = names.raw_name
    order by labels.number
"""

# A recipient with a UEI before its double without one: who searches by name would choose so too.
RECIPIENTS = """
    select
        coalesce(members.recipient_id, recipients.recipient_hash) as recipient_id,
        {name} as name,
        recipients.city,
        recipients.state
    from staging.stg_usaspending__recipients as recipients
    left join (
        select distinct recipient_hash, recipient_id from intermediate.int_recipient_members
    ) as members
        on recipients.recipient_hash = members.recipient_hash
    left join intermediate.int_names as names on recipients.recipient_name = names.raw_name
    where recipients.recipient_name is not null
    order by name, recipients.uei is null, recipient_id, recipients.city, recipients.state
"""


def plain_firms() -> str:
    """Return the query for the labelled firms, names plainly upper-cased."""
    return FIRMS.format(name=PLAIN.format("awards.company_name"))


def plain_recipients() -> str:
    """Return the query for every recipient, names plainly upper-cased, in a stated order."""
    return RECIPIENTS.format(name=PLAIN.format("recipients.recipient_name"))


@dataclass(frozen=True)
class NameRival:
    """A rapidfuzz scorer and the score (0-100) from which its best recipient is accepted.

    Attributes:
        is_comparable: It gets the names as this project makes them comparable, legal forms off
            and words abbreviated, which the usual way does not do.
    """

    name: str
    scorer: Callable[..., float]
    cutoff: float
    is_comparable: bool = False

    @property
    def label(self) -> str:
        """How the table of approaches calls it."""
        names = ", on our name keys" if self.is_comparable else ""
        return f"{self.scorer.__name__} >= {self.cutoff:g}{names}"


NAME_RIVALS = (
    NameRival("token_set", token_set_ratio, 90),
    NameRival("token_sort", token_sort_ratio, 95),
    NameRival("token_set_keys", token_set_ratio, 90, is_comparable=True),
    NameRival("token_sort_keys", token_sort_ratio, 95, is_comparable=True),
)


def best_by_name(
    connection: duckdb.DuckDBPyConnection, rival: NameRival
) -> tuple[dict[int, str | None], Effort]:
    """Return each firm's best-scoring recipient (None below the cut-off) and what that took.

    Every firm is compared with every distinct name of the universe. Of recipients that score the
    same, the first by name, then one with a UEI, then by id, is taken.

    Args:
        connection: As `open_verdicts` returns it.
        rival: The scorer and its cut-off.
    """
    firms_query, recipients_query = plain_firms(), plain_recipients()
    if rival.is_comparable:
        firms_query, recipients_query = (
            query.format(name=COMPARABLE) for query in (FIRMS, RECIPIENTS)
        )
    firms = connection.sql(firms_query).fetchall()
    first_bearers: dict[str, str] = {}
    for recipient_id, name, *_ in connection.sql(recipients_query).fetchall():
        first_bearers.setdefault(name, recipient_id)
    names = list(first_bearers)
    started = now()
    chosen: dict[int, str | None] = {}
    for start in range(0, len(firms), QUERIES_AT_A_TIME):
        chunk = firms[start : start + QUERIES_AT_A_TIME]
        scores = cdist(
            [name or "" for _, name, *_ in chunk],
            names,
            scorer=rival.scorer,
            score_cutoff=rival.cutoff,
            dtype=np.float32,
            workers=-1,
        )
        for (number, *_), row in zip(chunk, scores, strict=True):
            best = int(row.argmax())
            chosen[number] = first_bearers[names[best]] if row[best] >= rival.cutoff else None
    return chosen, since(started)
