"""Right and wrong matches of a build, counted against the truth that the generator wrote."""

from pathlib import Path

import duckdb

from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.scale_benchmark.counts import Accuracy, MethodCounts, NameCounts
from sbir_enrichment.scale_benchmark.data_sets import DataSet
from sbir_enrichment.scale_benchmark.databases import connect
from sbir_enrichment.scale_benchmark.options import Options

_TRUTH_RECIPIENTS = """
    create temp table truth_recipients as
    select recipient_hash as recipient_id, entity_number::bigint as entity
    from read_csv($path, all_varchar = true)
"""

# A firm is whom most of its awards belong to; on a tie whoever has the smaller number. No entity is
# an answer too: that of firms which are not among the recipients.
_AWARDS = """
    create temp table awards as

    with

    truth_awards as (select * from read_csv($path, all_varchar = true)),

    listed as (select distinct entity from truth_recipients)

    select
        matches.award_id,
        matches.company_id,
        matches.match_method,
        listed.entity,
        given.entity as given_entity

    from intermediate.int_award_matches as matches

    inner join staging.stg_sbir__awards as staged on matches.award_id = staged.award_id

    inner join staging.base_sbir__award_lines as lines
        on staged.source_file = lines.source_file and staged.source_line = lines.source_line

    inner join truth_awards as truth on lines.file_row = truth.award_row::bigint

    left join listed on truth.entity_number::bigint = listed.entity

    left join truth_recipients as given on matches.recipient_id = given.recipient_id
"""

_FIRMS = """
    create temp table firms as

    with

    owners as (

        select
            company_id,
            entity,
            row_number() over (
                partition by company_id order by count(*) desc, entity nulls last
            ) as ordinal

        from awards group by company_id, entity

    )

    select
        matches.company_id,
        matches.match_method,
        owners.entity,
        given.entity as given_entity,
        -- A firm without any usable name cannot be found by it.
        companies.name_key is not null
        and coalesce(matches.best_method not in ('uei_exact', 'duns_exact'), true)
        and coalesce(matches.match_method = 'name_fuzzy', true) as is_left_to_names

    from intermediate.int_company_matches as matches

    inner join intermediate.int_companies as companies on matches.company_id = companies.company_id

    inner join owners on matches.company_id = owners.company_id and owners.ordinal = 1

    left join truth_recipients as given on matches.recipient_id = given.recipient_id
"""

_NAME_COUNTS = """
    select
        count(*) filter (match_method = 'name_fuzzy') as accepted,
        count(*) filter (match_method = 'name_fuzzy' and entity = given_entity) as accepted_rightly,
        count(*) filter (is_left_to_names and entity is not null) as findable
"""

_AWARDS_OF_FIRMS = """
    create temp view awards_of_firms as
    select awards.*, firms.is_left_to_names
    from awards
    inner join firms on awards.company_id = firms.company_id
"""

_METHOD_COUNTS = """
    select match_method, count(*), count(*) filter (entity = given_entity)
    from awards where match_method is not null group by all order by all
"""


# The same only if every award has the same verdict.
_FINGERPRINT = """
    select sum(hash(
        award_id, company_id, recipient_id, match_status, match_method, match_score, match_reason
    ))
    from intermediate.int_award_matches
"""


def judge(database: Path, data_set: DataSet, options: Options) -> Accuracy:
    """Hold what a build decided against the truth beside its data.

    Raises:
        CouldNotMeasureError: a table is missing, or an award of the file has no verdict or truth.
    """
    limits = (options.memory_limit, options.threads)
    try:
        with connect(str(database), *limits, read_only=True) as connection:
            return _judged(connection, data_set)
    except duckdb.Error as error:
        raise CouldNotMeasureError(
            f"the verdicts cannot be held against the truth: {error}"
        ) from error


def _judged(connection: duckdb.DuckDBPyConnection, data_set: DataSet) -> Accuracy:
    connection.execute(_TRUTH_RECIPIENTS, {"path": str(data_set.path("truth_recipients"))})
    connection.execute(_AWARDS, {"path": str(data_set.path("truth_awards"))})
    connection.execute(_FIRMS)
    connection.execute(_AWARDS_OF_FIRMS)
    (awards,) = _one_row(connection, "select count(*) from awards")
    if awards != data_set.request.awards:
        raise CouldNotMeasureError(
            f"{awards} awards have a verdict and a truth, not all {data_set.request.awards}"
        )
    (pairs,) = _one_row(connection, "select count(*) from intermediate.int_name_pairs")
    (fingerprint,) = _one_row(connection, _FINGERPRINT)
    return Accuracy(
        candidate_pairs=pairs,
        firms=NameCounts(*_one_row(connection, f"{_NAME_COUNTS} from firms")),
        awards=NameCounts(*_one_row(connection, f"{_NAME_COUNTS} from awards_of_firms")),
        methods=tuple(MethodCounts(*row) for row in connection.sql(_METHOD_COUNTS).fetchall()),
        fingerprint=str(fingerprint),
    )


def _one_row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    return connection.sql(query).fetchall()[0]
