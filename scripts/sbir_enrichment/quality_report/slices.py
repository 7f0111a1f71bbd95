"""Rates by slice: what the mart fct_match_quality says, or the same of an exported file."""

import re
from collections.abc import Iterable
from statistics import fmean
from typing import Any

import duckdb

from sbir_enrichment.project_sql import STATUSES, macro_sql, match_methods
from sbir_enrichment.quality_report.measured_parts import Dimension, Slice

NOT_GIVEN = "not given"
OVERALL = "overall"
# Shown first, in this order; whatever else the mart has comes behind, by name.
FIRST = (
    *("identifier_type", "uei_quality", "duns_quality", "era", "agency", "branch"),
    *("phase", "program", "award_year", "state", "company_size", "missing_fields"),
)

# For an exported file: the columns a dimension needs, and the dimension as SQL over `awards`.
OF_A_FILE = {
    OVERALL: ((), "'all awards'"),
    "agency": (("agency",), "agency"),
    "branch": (("agency", "branch"), "agency || coalesce(' / ' || branch, '')"),
    "phase": (("phase",), "phase"),
    "program": (("program",), "program"),
    "award_year": (("award_year",), "award_year::varchar"),
    "era": (("award_date", "award_year"), macro_sql("award_era", "award_date", "award_year")),
    "state": (("company_state",), "company_state"),
    # A firm's awards share its identifiers; the file has them award by award.
    "identifier_type": (
        ("company_uei", "company_duns"),
        macro_sql("identifier_type", "any_company_uei", "any_company_duns"),
    ),
    "missing_fields": (
        ("company_name", "agency", "phase", "program", "award_year"),
        "missing_fields",
    ),
    "match_method": ((), "match_method"),
    "match_status": ((), "match_status"),
    "confidence": ((), macro_sql("confidence_bin", "match_score")),
}
# An award without a name bears its firm's in the mart, and lacks nothing in a file.
AWARDS_READ = f"""
    create or replace temp table awards_read as
    select
        *,
        {macro_sql("missing_fields", "awards")} as missing_fields,
        missing_fields = 'nothing missing' as is_complete,
        max(company_uei) over (partition by company_id) as any_company_uei,
        max(company_duns) over (partition by company_id) as any_company_duns
    from awards
"""


def slices_of_warehouse(connection: duckdb.DuckDBPyConnection) -> tuple[Slice, list[Dimension]]:
    """Read overall figures and dimensions from the mart."""
    return _by_dimension(_rows(connection, "select * from marts.fct_match_quality"))


def slices_of_file(
    connection: duckdb.DuckDBPyConnection, there: frozenset[str]
) -> tuple[Slice, list[Dimension], tuple[str, ...]]:
    """Count the awards of a file as the mart counts those of a build.

    Args:
        connection: Has the table `awards`; gets the table `awards_read`, which knows of each award
            whether it is complete.
        there: The columns that the file has.

    Returns:
        Overall figures, dimensions, and the names of those that the file does not tell.
    """
    told = {name for name, (needed, _) in OF_A_FILE.items() if there.issuperset(needed)}
    counts = macro_sql("match_counts", STATUSES, tuple(match_methods()))
    parts = [
        f"select '{name}' as dimension, coalesce({sql}, '{NOT_GIVEN}') as value, {counts} "
        "from awards_read group by all"
        for name, (_, sql) in OF_A_FILE.items()
        if name in told
    ]
    connection.execute(AWARDS_READ)
    overall, dimensions = _by_dimension(_rows(connection, " union all ".join(parts)))
    return overall, dimensions, tuple(name for name in FIRST if name not in told)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found = connection.execute(query)
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _by_dimension(rows: Iterable[dict[str, Any]]) -> tuple[Slice, list[Dimension]]:
    slices: dict[str, list[Slice]] = {}
    for row in rows:
        slices.setdefault(row["dimension"], []).append(_slice(row))
    (overall,) = slices.pop(OVERALL)
    places = {name: place for place, name in enumerate(FIRST)}
    names = sorted(slices, key=lambda name: (places.get(name, len(places)), name))
    dimensions = [
        Dimension(name=name, title=_title(name), slices=tuple(in_order(slices[name])))
        for name in names
    ]
    return overall, dimensions


def _slice(row: dict[str, Any]) -> Slice:
    amount, matched_amount = float(row["award_amount"]), float(row["matched_award_amount"])
    return Slice(
        value=row["value"],
        awards=row["awards"],
        matched_awards=row["matched_awards"],
        match_rate=row["matched_awards"] / row["awards"],
        firms=row["firms"],
        matched_firms=row["matched_firms"],
        firm_match_rate=row["matched_firms"] / row["firms"] if row["firms"] else 0.0,
        award_amount=amount,
        matched_award_amount=matched_amount,
        amount_match_rate=matched_amount / amount if amount else None,
        statuses={status: row[status] for status in STATUSES},
        methods={method: row[method] for method in match_methods() if method in row},
    )


def in_order(slices: list[Slice]) -> list[Slice]:
    """Return years, eras and sizes in their order, anything else by awards, the most first.

    What is not given comes last.
    """
    numbers = {
        each.value: [int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", each.value)]
        for each in slices
        if each.value != NOT_GIVEN
    }
    # `before 2008` comes before `2008 to March 2022`: the mean of the numbers, then the text.
    if numbers and all(numbers.values()):
        return sorted(
            slices,
            key=lambda each: (
                each.value == NOT_GIVEN,
                fmean(numbers.get(each.value, [0])),
                each.value,
            ),
        )
    return sorted(slices, key=lambda each: (each.value == NOT_GIVEN, -each.awards, each.value))


def _title(name: str) -> str:
    words = name.replace("_", " ").capitalize()
    return re.sub(r"\b(uei|duns)\b", lambda found: found[0].upper(), words, flags=re.IGNORECASE)
