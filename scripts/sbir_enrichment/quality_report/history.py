"""What the build keeps of the builds before it: their figures, and which awards changed since."""

import duckdb

from sbir_enrichment.quality_report.result import Build, ChangedAwards

REMEMBERS = """
    select count(*) > 0 from information_schema.tables
    where table_catalog = current_database() and table_schema = 'history'
    and table_name = 'published_builds'
"""
# The sample and real data built into one database are different series.
BUILDS = """
    with builds as (
        select *
        from history.published_builds
        where award_data = (
            select arg_max(award_data, build_number) from history.published_builds
        )
    ),

    methods as (
        select dbt_invocation_id, histogram(match_method) as methods
        from history.published_awards
        where match_status = 'accepted'
        group by dbt_invocation_id
    )

    select
        strftime(builds.built_at, '%Y-%m-%dT%H:%M:%SZ') as built_at,
        builds.dbt_invocation_id,
        builds.awards,
        builds.accepted_awards / builds.awards as match_rate,
        (builds.accepted_award_amount / nullif(builds.award_amount, 0))::double
            as amount_match_rate,
        methods.methods
    from builds
    left join methods on builds.dbt_invocation_id = methods.dbt_invocation_id
    order by builds.build_number
"""
CHANGES = """
    select
        change,
        cause,
        count(*) as awards,
        coalesce(sum(award_amount), 0)::decimal(18, 2) as award_amount,
        strftime(max(earlier_built_at), '%Y-%m-%dT%H:%M:%SZ') as earlier_built_at
    from marts.fct_match_changes
    group by change, cause
    order by awards desc, change, cause
"""


def published_builds(connection: duckdb.DuckDBPyConnection) -> tuple[Build, ...]:
    """Return the builds of these award files that the database remembers, the oldest first."""
    if connection.sql(REMEMBERS).fetchall() != [(True,)]:
        return ()
    return tuple(
        Build(
            built_at=built_at,
            dbt_invocation_id=invocation,
            awards=awards,
            match_rate=rate,
            firm_match_rate=None,
            amount_match_rate=amount_rate,
            methods=dict(sorted((methods or {}).items())),
        )
        for built_at, invocation, awards, rate, amount_rate, methods in connection.sql(
            BUILDS
        ).fetchall()
    )


def changed_awards(connection: duckdb.DuckDBPyConnection) -> tuple[ChangedAwards, ...]:
    """Count the awards whose match changed since the build published before, by what and why."""
    return tuple(
        ChangedAwards(
            change=change, cause=cause, awards=awards, award_amount=float(amount), since=since
        )
        for change, cause, awards, amount, since in connection.sql(CHANGES).fetchall()
    )
