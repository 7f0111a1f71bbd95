"""The two builds, laid out side by side: what the last run found, and what it is compared with."""

from pathlib import Path

import duckdb

from sbir_enrichment.build_database import (
    NoBuildError,
    NoDatabaseError,
    attach_build,
    is_database,
    origin_of_matches,
)
from sbir_enrichment.match_changes.origins import Origin, source_files
from sbir_enrichment.match_changes.problems import NothingToCompareError, UnusableInputError
from sbir_enrichment.match_changes.published_builds import (
    choose_build,
    last_comparable,
    published_builds,
)
from sbir_enrichment.project_sql import macro_sql
from sbir_enrichment.quality_report.awards_files import open_awards_file
from sbir_enrichment.quality_report.problems import NothingToMeasureError
from sbir_enrichment.quality_report.problems import UnusableInputError as UnusableFileError

NEEDED = (
    "staging.stg_sbir__awards",
    "intermediate.int_award_matches",
    "intermediate.int_match_decisions",
    "intermediate.int_recipients",
    "intermediate.int_recipient_members",
    "intermediate.int_recipient_identifiers",
    "history.published_builds",
    "history.published_awards",
)
ENRICHED = "marts.fct_enriched_awards"
# What the last run found, published or not: the marts stay as they were when a gate fails.
FOUND = """
    create temp table after_awards as
    select
        matches.award_id,
        matches.company_id,
        awards.company_name,
        awards.agency,
        {era} as era,
        awards.award_amount,
        matches.match_status,
        matches.match_method,
        matches.recipient_id,
        recipients.recipient_name
    from build.intermediate.int_award_matches as matches
    inner join build.staging.stg_sbir__awards as awards on matches.award_id = awards.award_id
    left join build.intermediate.int_recipients as recipients
        on matches.recipient_id = recipients.recipient_id
"""
COMPARED = (
    "award_id, company_name, agency, {era} as era, award_amount, match_status, match_method, "
    "recipient_id, recipient_name, recipient_uei, recipient_duns"
)
UNFIT = """
    select
        count(*) as awards,
        count(*) filter (where award_id is null or match_status is null) as nameless,
        (select min(award_id) from (
            select award_id from before_awards group by award_id having count(*) > 1
        )) as repeated
    from before_awards
"""


def open_builds(
    database: Path, against: str | None
) -> tuple[duckdb.DuckDBPyConnection, Origin, Origin]:
    """Lay out both builds as the tables `before_awards` and `after_awards`.

    Args:
        database: Of the later build, the one that stands in its intermediate tables.
        against: The earlier one: how the id of a published build begins, another database, or
            enriched awards as Parquet or CSV; None for the build published before.

    Returns:
        The connection, and where the earlier and the later build come from.

    Raises:
        UnusableInputError: The database or `against` cannot be used.
        NothingToCompareError: There is no build, or none before it.
    """
    file = Path(against) if against and Path(against).is_file() else None
    try:
        is_export = file is not None and not is_database(file)
        connection = open_awards_file(file)[0] if file and is_export else duckdb.connect()
        attach_build(connection, database, NEEDED)
        after = _lay_out_found(connection, database)
        if file is None:
            before = _lay_out_published(connection, against, after)
        elif is_export:
            before = _lay_out_enriched(connection, "memory.main.awards", str(file))
        else:
            before = _lay_out_database(connection, file, database)
    except (NoDatabaseError, UnusableFileError) as problem:
        raise UnusableInputError(str(problem)) from problem
    except (NoBuildError, NothingToMeasureError) as problem:
        raise NothingToCompareError(str(problem)) from problem
    _require_fit(connection, before)
    return connection, before, after


def _lay_out_found(connection: duckdb.DuckDBPyConnection, database: Path) -> Origin:
    connection.execute(
        FOUND.format(era=macro_sql("award_era", "awards.award_date", "awards.award_year"))
    )
    if connection.execute("select count(*) from after_awards").fetchone() == (0,):
        raise NoBuildError(f"{database} holds no award; build it with `make build` or `dbt build`")
    noted = origin_of_matches(connection)
    published = connection.execute(
        "select count(*) from build.history.published_builds where matches_invocation_id = ?",
        [noted.get("dbt_invocation_id")],
    ).fetchone()
    state = "published" if published and published[0] else "not published"
    return Origin(
        label=f"the last build in {database}, {state}",
        invocation_id=noted.get("dbt_invocation_id"),
        built_at=noted.get("built_at"),
        sources=source_files(noted.get("sources", ())),
    )


def _lay_out_published(
    connection: duckdb.DuckDBPyConnection, against: str | None, after: Origin
) -> Origin:
    builds = published_builds(connection)
    if against is not None:
        build = choose_build(builds, against)
    else:
        settings = origin_of_matches(connection).get("settings", {})
        build = last_comparable(builds, after, settings.get("sbir_award_data"))
    connection.execute(
        f"create temp table before_awards as select {COMPARED.format(era='era')} "
        "from build.history.published_awards where dbt_invocation_id = ?",
        [build.invocation_id],
    )
    return build.origin


def _lay_out_database(connection: duckdb.DuckDBPyConnection, other: Path, database: Path) -> Origin:
    name = "build"
    if not other.samefile(database):
        name = "other"
        attach_build(connection, other, (ENRICHED,), name)
    return _lay_out_enriched(connection, f"{name}.{ENRICHED}", f"the marts in {other}")


def _lay_out_enriched(connection: duckdb.DuckDBPyConnection, table: str, label: str) -> Origin:
    columns = COMPARED.format(era=macro_sql("award_era", "award_date", "award_year"))
    connection.execute(f"create temp table before_awards as select {columns} from {table}")
    row = connection.execute(
        f"select max(dbt_invocation_id), strftime(max(built_at), '%Y-%m-%d %H:%M:%S') from {table}"
    ).fetchone()
    run, built_at = row if row else (None, None)
    return Origin(label=label, invocation_id=run, built_at=built_at)


def _require_fit(connection: duckdb.DuckDBPyConnection, before: Origin) -> None:
    awards, nameless, repeated = connection.execute(UNFIT).fetchall()[0]
    if not awards:
        raise UnusableInputError(f"{before.label} holds no award")
    if nameless:
        raise UnusableInputError(
            f"{before.label}: {nameless:,} awards lack award_id or match_status"
        )
    if repeated is not None:
        raise UnusableInputError(f"{before.label}: award {repeated:.40} stands more than once")
