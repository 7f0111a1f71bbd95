"""What the search page finds: the awards and the firms with the most dollars."""

from typing import Any

import duckdb

AWARDS = """
    select
        award_id,
        company_id,
        company_name,
        company_uei,
        company_duns,
        company_state,
        concat_ws(' / ', agency, branch) as agency,
        concat_ws(' ', program, phase) as program,
        award_year,
        award_amount::double as award_amount,
        contract_number,
        match_status,
        match_method,
        match_score,
        match_reason,
        recipient_name,
        recipient_uei
    from awards
    order by award_amount desc nulls last, award_id
    limit ?
"""
FIRMS = """
    select
        companies.company_id,
        companies.company_name,
        companies.uei as company_uei,
        companies.duns as company_duns,
        concat_ws(', ', companies.city, companies.state) as place,
        companies.awards,
        companies.award_amount::double as award_amount,
        companies.first_award_year,
        companies.last_award_year,
        companies.match_status,
        companies.match_method,
        companies.match_score,
        companies.match_reason,
        recipients.recipient_name,
        recipients.uei as recipient_uei
    from marts.dim_companies as companies
    left join marts.dim_recipients as recipients
        on companies.recipient_id = recipients.recipient_id
    order by companies.award_amount desc nulls last, companies.company_id
    limit ?
"""


def search_index(connection: duckdb.DuckDBPyConnection, most: int) -> dict[str, Any]:
    """Return what the search page embeds.

    Args:
        connection: A build, as `open_warehouse` opens it.
        most: The most awards, and the most firms.

    Returns:
        For `awards` and `firms` the columns, the rows in the order of dollars, and how many there
        are in all.
    """
    return {
        "awards": _part(connection, AWARDS, most, "awards"),
        "firms": _part(connection, FIRMS, most, "marts.dim_companies"),
    }


def _part(
    connection: duckdb.DuckDBPyConnection, query: str, most: int, table: str
) -> dict[str, Any]:
    found = connection.execute(query, [most])
    columns = [column[0] for column in found.description or []]
    rows = found.fetchall()
    ((in_all,),) = connection.sql(f"select count(*) from {table}").fetchall()
    return {"columns": columns, "rows": rows, "in_all": in_all}
