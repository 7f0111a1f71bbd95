"""Labels for nothing: firms that identifiers matched, with the identifiers hidden."""

from pathlib import Path
from typing import Any

import duckdb

from sbir_enrichment.evaluation.labelled_firms import LabelledFirm
from sbir_enrichment.evaluation.labelled_sets import LabelledSet, write_award_file
from sbir_enrichment.evaluation.problems import UnusableInputError

NEEDED = (
    "staging.base_usaspending__recipients",
    "staging.stg_sbir__awards",
    "intermediate.int_company_awards",
    "intermediate.int_company_matches",
    "intermediate.int_award_slices",
)

# One award for each way a firm was written in an era; is_latest ones stand for the firm.
# Identifiers and award numbers are not among the columns: nothing but name and place is left.
AWARDS = """
    with identified as (
        select
            company_awards.company_id,
            matches.recipient_id,
            coalesce(slices.era, 'unknown') as era,
            awards.company_name,
            awards.city,
            awards.state,
            awards.zip5,
            max((
                coalesce(awards.award_year, 0),
                coalesce(awards.award_date, date '1970-01-01'),
                awards.award_id
            )) as recency
        from intermediate.int_company_matches as matches
        inner join intermediate.int_company_awards as company_awards
            on matches.company_id = company_awards.company_id
        inner join staging.stg_sbir__awards as awards
            on company_awards.award_id = awards.award_id
        left join intermediate.int_award_slices as slices
            on company_awards.award_id = slices.award_id
        where
            matches.match_status = 'accepted'
            and matches.match_method in ('uei_exact', 'duns_exact')
        group by all
    )

    select
        row_number() over (order by recency) as number,
        company_name,
        city,
        state,
        zip5,
        recipient_id,
        era,
        row_number() over (partition by company_id, era order by recency desc) = 1
            as is_latest_of_era,
        row_number() over (partition by company_id order by recency desc) = 1 as is_latest
    from identified
    order by number
"""

# The base table holds every column as text under names that are headers staging knows.
RECIPIENTS = """
    copy (
        select * exclude (
            source_file, file_row, line_breaks, record_number, reject_reason, raw_text
        )
        from staging.base_usaspending__recipients
        where reject_reason is null
    ) to '{path}' (format parquet)
"""

NOTES = (
    "The labels are the recipients that UEI or DUNS found in {warehouse}; UEI, DUNS and award "
    "numbers were then taken away, and only names and places were matched.",
    "They tell how well names do on firms that bear identifiers. Firms without are older, smaller "
    "and more often renamed or gone: expect less of them.",
    "A wrong identifier counts here as the truth, and a second entry of the same firm without "
    "identifiers counts as a wrong match.",
    "Every firm here has a recipient in the universe, so that precision leaves out the firms that "
    "have none and may be given one: for those a labelled file with withheld firms is needed.",
)


def labelled_set_of_warehouse(
    warehouse: Path, folder: Path, option: str = "--from-warehouse"
) -> LabelledSet:
    """Lay out the awards of identified firms, and the recipients of the same build.

    A firm counts once overall, as its latest award writes it, and once in each era in which it
    had awards, as the latest award of the era does.

    Args:
        warehouse: A DuckDB file of a finished build.
        folder: Where to write the two files.
        option: Of the command line, for the message where there is no such file.

    Raises:
        UnusableInputError: The database is missing, unreadable, none of this project, unfinished,
            or holds no firm that an identifier matched.
    """
    if not warehouse.is_file():
        raise UnusableInputError(f"{warehouse}: there is no such file ({option})")
    if not warehouse.stat().st_size:
        raise UnusableInputError(f"{warehouse} is empty, and so no build (--from-warehouse)")
    universe = folder / "recipient_lookup.parquet"
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            _require_build(connection, warehouse)
            rows = connection.sql(AWARDS).fetchall()
            connection.execute(RECIPIENTS.format(path=str(universe).replace("'", "''")))
    except duckdb.Error as error:
        raise UnusableInputError(f"{warehouse} cannot be read: {error}") from error
    if not rows:
        raise UnusableInputError(f"{warehouse} holds no firm that UEI or DUNS matched: no labels")
    award_file = write_award_file([(*row[:5],) for row in rows], folder / "award_data.csv")
    return LabelledSet(
        source=f"firms of {warehouse} that UEI or DUNS matched",
        firms=_firms(rows),
        award_file=award_file,
        universe=universe,
        notes=tuple(note.format(warehouse=warehouse) for note in NOTES),
    )


def _firms(rows: list[tuple[Any, ...]]) -> tuple[LabelledFirm, ...]:
    firms = []
    for number, name, city, state, postcode, recipient_id, era, is_latest_of_era, is_latest in rows:
        if is_latest_of_era:
            firms.append(
                LabelledFirm(
                    number=number,
                    company_name=name,
                    city=city,
                    state=state,
                    zip=postcode,
                    true_recipient_id=recipient_id,
                    slice_name=era,
                    is_counted_overall=is_latest,
                )
            )
    return tuple(firms)


def _require_build(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    there = {
        f"{schema}.{name}"
        for schema, name in connection.sql(
            "select table_schema, table_name from information_schema.tables"
        ).fetchall()
    }
    missing = [table for table in NEEDED if table not in there]
    if missing:
        raise UnusableInputError(
            f"{warehouse} is no finished build of this project: it lacks {', '.join(missing)}. "
            "Make one with `make build` or dbt build"
        )
