"""What the gates measured: in the last run of dbt, or, of a file, here, by their own SQL."""

import duckdb

from sbir_enrichment.project_sql import default_settings, macro_sql
from sbir_enrichment.quality_report.measured_parts import Gate

FINDINGS_SHOWN = 5
KEPT = """
    select table_name
    from information_schema.columns
    where table_schema = 'test_results' and table_catalog = current_database()
    group by table_name
    having list_has_all(list(column_name), ['gate', 'measured', 'threshold', 'is_met', 'finding'])
    order by table_name
"""
# A gate that finds several things has a row for each.
BY_GATE = f"""
    select
        gate,
        bool_and(is_met),
        any_value(measured),
        any_value(threshold),
        string_agg(finding, '; ' order by place) filter (where place < {FINDINGS_SHOWN})
            || case when count(*) > {FINDINGS_SHOWN}
                then '; and ' || (count(*) - {FINDINGS_SHOWN}) || ' more' else '' end
    from ({{measured}})
    group by gate
    order by gate
"""
WARNINGS = """
    select table_name
    from information_schema.columns
    where table_schema = 'test_results' and table_catalog = current_database()
    group by table_name
    having
        list_has_all(list(column_name), ['is_met', 'finding'])
        and not list_contains(list(column_name), 'gate')
    order by table_name
"""


def gates_of_warehouse(connection: duckdb.DuckDBPyConnection) -> tuple[Gate, ...]:
    """Return what dbt kept of each gate, which may be of a later run than the marts are."""
    tables = [name for (name,) in connection.sql(KEPT).fetchall()]
    if not tables:
        return ()
    measured = " union all ".join(
        "select gate, is_met, measured, threshold, finding, rowid as place "
        f"from test_results.{table}"
        for table in tables
    )
    return _gates(connection, BY_GATE.format(measured=measured))


def gates_of_file(connection: duckdb.DuckDBPyConnection) -> tuple[Gate, ...]:
    """Measure the gates that need nothing but the awards, at the thresholds of dbt_project.yml.

    Args:
        connection: Has the tables `awards` and `awards_read`, as `slices_of_file` leaves them.
    """
    settings = default_settings()
    measured = [
        macro_sql("match_rate_measured", "awards_read", settings["min_match_rate"]),
        macro_sql("completeness_measured", "awards_read", settings["min_completeness"]),
        "select 'no_award_twice', count(distinct award_id), count(*), "
        "count(distinct award_id) = count(*), "
        "printf('%d awards, %d different', count(*), count(distinct award_id)) from awards",
    ]
    query = (
        f"select gate, is_met, measured, threshold, finding from ({' union all '.join(measured)})"
    )
    return _gates(connection, f"{query} order by gate")


def match_rate_at_least(rate: float, wanted: float) -> Gate:
    """Return the gate that the user asks for by `--min-match-rate`."""
    return Gate(
        name="--min-match-rate",
        is_met=rate >= wanted,
        measured=rate,
        threshold=wanted,
        finding=f"match rate {100 * rate:.2f} %, at least {100 * wanted:.2f} % was asked for",
    )


def _gates(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Gate, ...]:
    return tuple(
        Gate(name=name, is_met=is_met, measured=measured, threshold=threshold, finding=finding)
        for name, is_met, measured, threshold, finding in connection.sql(query).fetchall()
    )


def unmet_warnings(connection: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str], ...]:
    """Return test and finding of each warning of the last run of dbt; two may find the same."""
    tables = [name for (name,) in connection.sql(WARNINGS).fetchall()]
    found = (
        connection.sql(
            f"select '{table}', finding from test_results.{table} where not is_met"
        ).fetchall()
        for table in tables
    )
    return tuple((test, finding) for rows in found for test, finding in rows)
