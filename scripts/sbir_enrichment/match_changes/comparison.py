"""From two builds to what differs between them."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from sbir_enrichment.match_changes.builds import open_builds
from sbir_enrichment.match_changes.decomposition import SOURCE, Group, Totals, split_by
from sbir_enrichment.match_changes.origins import Origin
from sbir_enrichment.match_changes.parts import split
from sbir_enrichment.match_changes.result import AwardChange, Cause, Comparison, Side
from sbir_enrichment.project_sql import macro_sql

KNOWN = {
    "entities": "build.intermediate.int_recipients",
    "members": "build.intermediate.int_recipient_members",
    "identifiers": "build.intermediate.int_recipient_identifiers",
}
# The very comparison of the gate and of fct_match_changes.
COMPARED = """
    create temp table compared as
    select
        compared.*,
        coalesce(later.agency, earlier.agency) as agency,
        coalesce(later.era, earlier.era) as era,
        coalesce(later.award_amount, earlier.award_amount) as award_amount,
        coalesce(later.company_name, earlier.company_name) as company_name,
        earlier.match_status as previous_status,
        earlier.recipient_id as previous_recipient_id,
        coalesce(earlier.recipient_name, earlier.recipient_id) as previous_recipient,
        later.match_status,
        later.recipient_id,
        coalesce(later.recipient_name, later.recipient_id) as recipient
    from ({compared}) as compared
    left join before_awards as earlier on compared.award_id = earlier.award_id
    left join after_awards as later on compared.award_id = later.award_id
"""
GROUPS = """
    select
        coalesce(agency, 'not given'),
        coalesce(era, 'not given'),
        was_in_input,
        is_in_input,
        case when was_accepted then coalesce(previous_method, 'not given') end,
        case when is_accepted then coalesce(present_method, 'not given') end,
        change,
        cause,
        count(*)
    from compared
    group by all
    order by all
"""
CAUSES = """
    select change, cause, count(*), coalesce(sum(award_amount), 0)
    from compared where change is not null
    group by all
    order by sum(award_amount) desc nulls last, change, cause
"""
CHANGES = """
    select
        award_id, change, cause, company_name, agency, era, award_amount, previous_status,
        previous_method, previous_recipient_id, previous_recipient, match_status, present_method,
        recipient_id, recipient
    from compared where change is not null
    order by change = 'other method', award_amount desc nulls last, award_id
"""
DOLLARS = """
    select
        coalesce(sum(award_amount), 0),
        coalesce(sum(award_amount) filter (where match_status = 'accepted'), 0)
    from {table}
"""


def compare(database: Path, against: str | None) -> Comparison:
    """Compare the last build of a database with an earlier one.

    Args:
        database: As for `open_builds`.
        against: As for `open_builds`.

    Raises:
        UnusableInputError: The database or `against` cannot be used.
        NothingToCompareError: There is no build, or none before it.
    """
    connection, before, after = open_builds(database, against)
    with connection:
        decisions = macro_sql("ruled_out_by_decision", "build.intermediate.int_match_decisions")
        known = {**KNOWN, "ruled_out": decisions}
        compared = macro_sql("compared_matches", "before_awards", "after_awards", known)
        connection.execute(COMPARED.format(compared=compared))
        groups = [Group(*row) for row in connection.execute(GROUPS).fetchall()]
        totals = Totals.counted(groups)
        return Comparison(
            before=_side(connection, before, "before_awards", totals),
            after=_side(connection, after, "after_awards", totals),
            **split(groups, totals),
            causes=_causes(connection, groups, totals),
            changes=_changes(connection),
            method=SOURCE,
        )


def _side(
    connection: duckdb.DuckDBPyConnection, origin: Origin, table: str, totals: Totals
) -> Side:
    amount, accepted_amount = connection.execute(DOLLARS.format(table=table)).fetchall()[0]
    is_before = table == "before_awards"
    return Side(
        label=origin.label,
        invocation_id=origin.invocation_id,
        built_at=origin.built_at,
        awards=totals.awards_before if is_before else totals.awards_after,
        accepted=totals.accepted_before if is_before else totals.accepted_after,
        award_amount=amount,
        accepted_amount=accepted_amount,
        sources=list(origin.sources),
    )


def _causes(
    connection: duckdb.DuckDBPyConnection, groups: Sequence[Group], totals: Totals
) -> list[Cause]:
    effects = split_by(
        groups, totals, lambda group: f"{group.change}/{group.cause}" if group.change else None
    )
    return [
        Cause(
            change=change,
            cause=cause,
            awards=awards,
            award_amount=amount,
            within=float(effects[f"{change}/{cause}"].within),
        )
        for change, cause, awards, amount in connection.execute(CAUSES).fetchall()
    ]


def _changes(connection: duckdb.DuckDBPyConnection) -> list[AwardChange]:
    names = list(AwardChange.model_fields)
    return [
        AwardChange(**dict(zip(names, row, strict=True)))
        for row in connection.execute(CHANGES).fetchall()
    ]
