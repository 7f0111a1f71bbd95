"""The queue of a build: firms that a person should decide on, by dollars at stake."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sbir_enrichment.review.builds import dictionaries, opened
from sbir_enrichment.review.cases import Case, candidate_of, firm_of

READ = ("marts.fct_match_review", "marts.fct_enriched_awards")
CANDIDATES = (1, 2, 3)
QUEUE = """
    with

    agencies as (

        select company_id, list_sort(list(distinct agency)) as agencies
        from marts.fct_enriched_awards
        where agency is not null
        group by company_id

    )

    select queue.*, coalesce(agencies.agencies, []) as agencies
    from marts.fct_match_review as queue
    left join agencies on queue.company_id = agencies.company_id
    order by queue.review_rank
    limit $most
"""
COUNTED = """
    select count(*), coalesce(sum(award_amount), 0)::double, max(built_at)
    from marts.fct_match_review
"""


@dataclass(frozen=True)
class Queue:
    """Firms to decide on.

    Attributes:
        cases: The first ones, those with the most dollars at stake.
        firms: How many there are in all.
        amount: Dollars at stake in all.
        built_at: When the build started, UTC; None where the queue is empty.
    """

    cases: tuple[Case, ...]
    firms: int
    amount: float
    built_at: datetime | None


def read_queue(database: Path, most: int) -> Queue:
    """Read the queue of a build.

    Args:
        database: The build.
        most: How many firms to read.

    Raises:
        CouldNotCheckError: There is no build, or it has no queue.
    """
    with opened(database, READ) as connection:
        counted = connection.sql(COUNTED).fetchone()
        rows = dictionaries(connection.execute(QUEUE, {"most": most}))
    firms, amount, built_at = counted or (0, 0.0, None)
    return Queue(tuple(map(_case, rows)), firms, amount, built_at)


def _case(row: dict[str, Any]) -> Case:
    return Case(
        firm=firm_of(row),
        is_settled=not row["is_about_whole_firm"],
        awards=row["awards"],
        amount=float(row["award_amount"] or 0),
        agencies=tuple(row["agencies"]),
        group=row["match_status"],
        reason=row["match_reason"],
        candidates=tuple(
            candidate_of(row, f"candidate_{number}")
            for number in CANDIDATES
            if row[f"candidate_{number}_recipient_id"]
        ),
        candidates_in_all=row["candidates"],
    )
