"""A sample of accepted matches to label: drawn by hash, the same for the same build and seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sbir_enrichment.review.builds import dictionaries, opened
from sbir_enrichment.review.cases import Case, candidate_of, firm_of
from sbir_enrichment.review.problems import UnusableFileError

# Of firms whose match the project itself made: decisions of people are no finding of its methods.
# The draw is by hash, so that neither the order of rows nor other firms move it.
READ = (
    "marts.dim_companies",
    "marts.dim_recipients",
    "marts.fct_enriched_awards",
    "intermediate.int_review_candidates",
    "intermediate.int_candidates_compared",
)
MATCHES = """
    with

    agencies as (

        select company_id, list_sort(list(distinct agency)) as agencies
        from marts.fct_enriched_awards
        where agency is not null
        group by company_id

    ),

    accepted as (

        select
            *,
            match_method || case
                when match_score = 100 then ' 100'
                when match_score >= 99 then ' 99 to 100'
                when match_score >= 95 then ' 95 to 99'
                when match_score >= 90 then ' 90 to 95'
                else ' below 90'
            end as stratum
        from marts.dim_companies
        where match_status = 'accepted' and match_method <> 'override'

    ),

    drawn as (

        select
            *,
            count(*) over (partition by stratum) as stratum_firms,
            row_number() over (
                partition by stratum
                order by md5($seed || ' ' || company_id || ' ' || recipient_id), company_id
            ) as draw
        from accepted

    )

    select
        drawn.company_id,
        drawn.company_name,
        drawn.uei as company_uei,
        drawn.duns as company_duns,
        drawn.city as company_city,
        drawn.state as company_state,
        drawn.zip5 as company_zip5,
        drawn.awards,
        drawn.award_amount,
        coalesce(agencies.agencies, []) as agencies,
        drawn.match_method,
        drawn.match_reason,
        drawn.stratum,
        drawn.stratum_firms,
        drawn.draw,
        recipients.recipient_id as candidate_recipient_id,
        recipients.recipient_name as candidate_name,
        recipients.uei as candidate_uei,
        recipients.duns as candidate_duns,
        recipients.city as candidate_city,
        recipients.state as candidate_state,
        recipients.zip5 as candidate_zip5,
        drawn.match_score as candidate_score,
        evidence.evidence as candidate_evidence,
        compared.agrees as candidate_agrees,
        compared.differs as candidate_differs
    from drawn
    inner join marts.dim_recipients as recipients on drawn.recipient_id = recipients.recipient_id
    left join intermediate.int_review_candidates as evidence
        on drawn.company_id = evidence.company_id and drawn.recipient_id = evidence.recipient_id
    left join intermediate.int_candidates_compared as compared
        on drawn.company_id = compared.company_id and drawn.recipient_id = compared.recipient_id
    left join agencies on drawn.company_id = agencies.company_id
    where drawn.draw <= $most
    -- Whoever stops half way has labelled a part of every stratum.
    order by drawn.draw, drawn.stratum
"""


@dataclass(frozen=True)
class Stratum:
    """A method and a band of scores.

    Attributes:
        name: Such as `name_fuzzy 95 to 99`.
        firms: How many firms have such a match.
        drawn: How many of them are in the sample.
    """

    name: str
    firms: int
    drawn: int


@dataclass(frozen=True)
class Sample:
    """The matches that were drawn, mixed so that any beginning of them has all strata."""

    strata: tuple[Stratum, ...]
    cases: tuple[Case, ...]


def draw_sample(database: Path, size: int, minimum: int, seed: str) -> Sample:
    """Draw firms from each stratum of method and score.

    A larger sample with the same seed and minimum holds the smaller one.

    Args:
        database: The build.
        size: How many firms to draw.
        minimum: From each stratum at least so many, or all where there are fewer.
        seed: Another one draws other firms.

    Raises:
        UnusableFileError: There is nothing to draw, or the minimum takes more than the size.
        CouldNotCheckError: There is no build.
    """
    with opened(database, READ) as connection:
        rows = dictionaries(connection.execute(MATCHES, {"seed": seed, "most": size}))
    if not rows:
        raise UnusableFileError(f"{database} holds no accepted match that a method found")
    firms = {row["stratum"]: row["stratum_firms"] for row in rows}
    allotted = allot(firms, size, minimum)
    strata = tuple(Stratum(name, firms[name], allotted[name]) for name in sorted(firms))
    return Sample(
        strata, tuple(_case(row) for row in rows if row["draw"] <= allotted[row["stratum"]])
    )


def allot(firms: Mapping[str, int], size: int, minimum: int) -> dict[str, int]:
    """Share out a sample: the minimum to each stratum, the rest in proportion (Webster, 1832).

    Args:
        firms: Stratum to the number of its firms, at least 1.
        size: How many to draw in all; where there are fewer, all are drawn.
        minimum: For each stratum.

    Raises:
        UnusableFileError: The minimum takes more than the size.
    """
    allotted = {name: min(minimum, count) for name, count in firms.items()}
    if sum(allotted.values()) > size:
        raise UnusableFileError(
            f"--minimum {minimum} of each of {len(firms)} strata takes "
            f"{sum(allotted.values())} firms, more than --size {size}; raise the one or lower "
            "the other"
        )
    for _ in range(min(size, sum(firms.values())) - sum(allotted.values())):
        # Whoever is furthest behind its share gets the next one; of equals the first by name.
        behind = min(
            (name for name in firms if allotted[name] < firms[name]),
            key=lambda name: (-firms[name] / (2 * allotted[name] + 1), name),
        )
        allotted[behind] += 1
    return allotted


def _case(row: dict[str, Any]) -> Case:
    return Case(
        firm=firm_of(row),
        awards=row["awards"],
        amount=float(row["award_amount"] or 0),
        agencies=tuple(row["agencies"]),
        group=row["stratum"],
        reason=row["match_reason"],
        candidates=(candidate_of(row, "candidate"),),
        candidates_in_all=1,
        cells={
            "match_method": row["match_method"],
            "stratum": row["stratum"],
            "stratum_firms": str(row["stratum_firms"]),
        },
    )
