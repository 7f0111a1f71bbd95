"""Figures that are counted over the enriched awards themselves, of a build or of a file."""

import duckdb

from sbir_enrichment.quality_report.measured_parts import Field, Flag, Precision, Rejection, Source

FIELDS = (
    *("company_name", "company_uei", "company_duns", "company_state", "agency", "branch"),
    *("phase", "program", "award_year", "award_date", "award_amount"),
)
EXAMPLE_LENGTH = 160

FLAGS = """
    with flagged as (
        select unnest(string_split({column}, ',')) as flag, match_status, award_amount
        from awards
        where {column} <> ''
    )

    select
        flag,
        count(*) as awards,
        count(*) filter (where match_status = 'accepted') as accepted,
        coalesce(sum(award_amount), 0)::decimal(18, 2) as award_amount
    from flagged
    group by flag
    order by awards desc, flag
"""
REJECTIONS = """
    select
        source_name,
        source_file,
        reject_reason,
        count(*) as rows,
        min(source_line) as line,
        arg_min(raw_text, source_line) as example
    from marts.fct_rejected_rows
    group by all
    order by rows desc, source_file, reject_reason
"""
PRECISIONS = """
    select match_method, accepted_firms, precision, precision_low, precision_high, finding
    from marts.fct_match_precision
    order by match_method = 'all methods' desc, accepted_firms desc, match_method
"""


def read_source(connection: duckdb.DuckDBPyConnection, kind: str, path: str) -> Source:
    """Return what the awards say of their own making; a file may say less than a build."""
    built_at, invocation = connection.sql(
        "select max(built_at), max_by(dbt_invocation_id, built_at) from awards"
    ).fetchall()[0]
    files = connection.sql(
        "select distinct source_file from awards where source_file is not null order by all"
    ).fetchall()
    return Source(
        kind="warehouse" if kind == "warehouse" else "file",
        path=path,
        award_files=tuple(file for (file,) in files),
        built_at="" if built_at is None else f"{built_at:%Y-%m-%dT%H:%M:%S}Z",
        dbt_invocation_id=invocation or "",
    )


def flags(connection: duckdb.DuckDBPyConnection) -> tuple[Flag, ...]:
    """Count awards by what is odd about their match, then by what is odd about their row."""
    return tuple(
        Flag(
            kind="match" if column == "match_flags" else "data",
            name=name,
            awards=awards,
            accepted=accepted,
            award_amount=float(amount),
        )
        for column in ("match_flags", "data_flags")
        for name, awards, accepted, amount in connection.sql(FLAGS.format(column=column)).fetchall()
    )


def filled_fields(connection: duckdb.DuckDBPyConnection) -> tuple[Field, ...]:
    """Count how many awards have a value in each column that tells of the award."""
    counts = ", ".join(f"count({name})" for name in FIELDS)
    awards, *filled = connection.sql(f"select count(*), {counts} from awards").fetchall()[0]
    return tuple(
        Field(name=name, filled=count, share=count / awards)
        for name, count in zip(FIELDS, filled, strict=True)
    )


def rejections(connection: duckdb.DuckDBPyConnection) -> tuple[Rejection, ...]:
    """Count the rejected rows of a build by file and reason."""
    return tuple(
        Rejection(
            source_name=source,
            source_file=file,
            reason=reason or "not said",
            rows=rows,
            line=line,
            example=(example or "")[:EXAMPLE_LENGTH],
        )
        for source, file, reason, rows, line, example in connection.sql(REJECTIONS).fetchall()
    )


def precisions(connection: duckdb.DuckDBPyConnection) -> tuple[Precision, ...]:
    """Return what is known of the precision of each method of a build, of all methods first."""
    return tuple(
        Precision(
            method=method,
            accepted_firms=firms,
            precision=precision,
            low=low,
            high=high,
            finding=finding,
        )
        for method, firms, precision, low, high, finding in connection.sql(PRECISIONS).fetchall()
    )
