"""What the files say of a firm: its rows as read, its names, identifiers and awards."""

import duckdb

from sbir_enrichment.match_stories.story import FirmAward, Identifier, InputRow, WrittenName
from sbir_enrichment.match_stories.subjects import Subject
from sbir_enrichment.match_stories.tables import Row, row, rows

MOST_AWARDS = 50
# Columns of the base table that stand in no file.
OURS = {
    "source_file",
    "file_row",
    "row_hash",
    "line_breaks",
    "record_number",
    "reject_reason",
    "raw_text",
}
AS_READ = """
    select award_ids.award_id, award_ids.source_line, records.*
    from staging.base_sbir__award_ids as award_ids
    inner join staging.base_sbir__awards as records
        on award_ids.source_file = records.source_file and award_ids.file_row = records.file_row
    where award_ids.award_id = ?
"""
CLEANED = "select * from staging.stg_sbir__awards where award_id = ?"
PROBLEMS = (
    ("company_name_problem", "the name of the firm"),
    ("uei_problem", "the UEI"),
    ("duns_problem", "the DUNS"),
)
UNREAD = (
    ("is_award_date_unread", "the date of the award cannot be read"),
    ("is_award_year_unread", "the year of the award cannot be read"),
    ("is_award_amount_unread", "the amount cannot be read"),
    ("is_exact_duplicate", "another row of the file is alike in every column"),
)
AWARDS = """
    select
        awards.award_id,
        awards.award_year,
        awards.agency,
        awards.award_amount,
        awards.company_name,
        matches.match_status,
        awards.source_file,
        awards.source_line
    from intermediate.int_award_matches as matches
    inner join staging.stg_sbir__awards as awards on matches.award_id = awards.award_id
    where matches.company_id = ?
    order by
        awards.award_year desc nulls last, awards.award_date desc nulls last, awards.award_id desc
"""
NAMES = """
    select
        awards.company_name as written,
        names.name_key,
        names.alias_key,
        names.legal_form,
        count(*) as awards
    from intermediate.int_award_matches as matches
    inner join staging.stg_sbir__awards as awards on matches.award_id = awards.award_id
    left join intermediate.int_names as names on awards.company_name = names.raw_name
    where matches.company_id = ? and awards.company_name is not null
    group by all
    order by awards desc, written
"""
IDENTIFIERS = """
    select
        identifiers.identifier_type as kind,
        identifiers.identifier as value,
        identifiers.awards,
        identifiers.is_stray,
        count(distinct recipients.recipient_id) as recipients
    from intermediate.int_company_identifiers as identifiers
    left join intermediate.int_recipient_identifiers as recipients
        on
            identifiers.identifier_type = recipients.identifier_type
            and identifiers.identifier = recipients.identifier
    where identifiers.company_id = ?
    group by all
    order by kind desc, identifiers.awards desc, value
"""


def input_rows(
    connection: duckdb.DuckDBPyConnection, subject: Subject, awards: list[FirmAward]
) -> list[InputRow]:
    """Return the row of the award, or of the firm's latest one."""
    award_id = subject.award_id or (awards[0].award_id if awards else None)
    return [_input_row(connection, read) for read in rows(connection, AS_READ, award_id)]


def _input_row(connection: duckdb.DuckDBPyConnection, read: Row) -> InputRow:
    cleaned = row(connection, CLEANED, read["award_id"]) or {}
    problems = [
        f"{what} is not used: {cleaned[column]}" for column, what in PROBLEMS if cleaned.get(column)
    ]
    problems += [told for column, told in UNREAD if cleaned.get(column)]
    values = {
        column: str(value)
        for column, value in read.items()
        if column not in OURS | {"award_id", "source_line"} and value not in (None, "")
    }
    return InputRow(
        award_id=read["award_id"],
        source_file=read["source_file"],
        source_line=read["source_line"],
        values=values,
        problems=problems,
    )


def awards_of(connection: duckdb.DuckDBPyConnection, company_id: str) -> list[FirmAward]:
    """Return the firm's awards, the latest first."""
    return [FirmAward(**found) for found in rows(connection, AWARDS, company_id)]


def names_of(connection: duckdb.DuckDBPyConnection, company_id: str) -> list[WrittenName]:
    """Return the names that its awards write, the commonest first."""
    return [WrittenName(**found) for found in rows(connection, NAMES, company_id)]


def identifiers_of(connection: duckdb.DuckDBPyConnection, company_id: str) -> list[Identifier]:
    """Return the UEIs and DUNS of its awards."""
    return [Identifier(**found) for found in rows(connection, IDENTIFIERS, company_id)]
