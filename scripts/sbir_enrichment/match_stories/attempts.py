"""Each kind of evidence, what it looked for in the name of a firm, and what it found."""

from collections.abc import Sequence

import duckdb

from sbir_enrichment.match_stories.story import Attempt, Identifier, WrittenName
from sbir_enrichment.match_stories.tables import Row, number, rows

FOUND = """
    select recipients.recipient_name, matches.recipient_id, matches.evidence, matches.match_score
    from intermediate.{table} as matches
    left join intermediate.int_recipients as recipients
        on matches.recipient_id = recipients.recipient_id
    where matches.company_id = ?
    order by matches.match_score desc, matches.recipient_id
"""
DECISIONS = """
    select * from intermediate.int_match_decisions
    where company_id = ? and is_override
    order by file_name, line
"""
NUMBERS = """
    select count(distinct awards.contract_key)
    from intermediate.int_award_matches as matches
    inner join staging.stg_sbir__awards as awards on matches.award_id = awards.award_id
    where matches.company_id = ?
"""
LINKED = (
    "select count(distinct {what}) from intermediate.int_award_number_links where company_id = ?"
)
KEYS = """
    create or replace temp table searched_keys as
    select distinct names.name_key, searched.searched_name_id
    from intermediate.int_company_names as names
    inner join intermediate.int_searched_names as searched on names.name_key = searched.name_key
    where names.company_id = ?
"""
BY_KEY = """
    select count(*) from intermediate.{table}
    where company_name_key in (select name_key from searched_keys)
"""
BY_ID = """
    select count(*) from intermediate.{table}
    where searched_name_id in (select searched_name_id from searched_keys)
"""
OF_FIRM = "select count(distinct recipient_id) from intermediate.{table} where company_id = ?"
BLOCKS = (
    ("names that share a rare word", "int_word_candidates"),
    ("names with words joined or split", "int_joined_word_candidates"),
    ("names that share a pair of common words", "int_word_pair_candidates"),
    ("names that begin alike", "int_prefix_candidates"),
    ("names alike at the same place", "int_place_candidates"),
)


def attempts_for(
    connection: duckdb.DuckDBPyConnection,
    company_id: str,
    identifiers: Sequence[Identifier],
    names: Sequence[WrittenName],
) -> list[Attempt]:
    """Return all kinds of evidence, the strongest first, also those that found nothing."""
    by_uei = _by_identifier(connection, company_id, identifiers, "uei")
    by_duns = _by_identifier(connection, company_id, identifiers, "duns")
    return [
        _by_decision(connection, company_id),
        by_uei,
        by_duns,
        _by_award_number(connection, company_id),
        _by_name(connection, company_id, names, is_identified=bool(by_uei.found or by_duns.found)),
    ]


def _by_decision(connection: duckdb.DuckDBPyConnection, company_id: str) -> Attempt:
    decisions = rows(connection, DECISIONS, company_id)
    return Attempt(
        method="override",
        looked_for="decisions of people in match_overrides.csv",
        steps=[("lines about the firm", len(decisions))],
        found=[_decision(decision) for decision in decisions],
    )


def _decision(decision: Row) -> str:
    heeded = "heeded" if decision["is_in_force"] else decision["problem"] or "not heeded"
    reason = f", {decision['reason']}" if decision["reason"] else ""
    return (
        f"line {decision['line']}: {decision['verdict']} as {decision['recipient_name']} "
        f"({decision['decided_by']}, {decision['decided_on']}{reason}); {heeded}"
    )


def _by_identifier(
    connection: duckdb.DuckDBPyConnection,
    company_id: str,
    identifiers: Sequence[Identifier],
    kind: str,
) -> Attempt:
    own = [each for each in identifiers if each.kind == kind and not each.is_stray]
    stray = [each.value for each in identifiers if each.kind == kind and each.is_stray]
    looked_for = ", ".join(each.value for each in own) or "nothing: the firm bears no valid one"
    if stray:
        looked_for += f" (set aside, as they stand on too few awards: {', '.join(stray)})"
    return Attempt(
        method=f"{kind}_exact",
        looked_for=looked_for,
        steps=[(f"{kind.upper()} looked for", len(own))],
        found=_found(connection, f"int_{kind}_matches", company_id),
    )


def _by_award_number(connection: duckdb.DuckDBPyConnection, company_id: str) -> Attempt:
    numbers = number(connection, NUMBERS, company_id)
    linked = number(connection, LINKED.format(what="contract_key"), company_id)
    recipients = number(connection, LINKED.format(what="recipient_id"), company_id)
    return Attempt(
        method="award_id_exact",
        looked_for="the numbers of its awards among prime awards"
        if numbers
        else "nothing: its awards bear no number",
        steps=[
            ("award numbers", numbers),
            ("numbers that are those of a prime award", linked),
            ("recipients they lead to, of whatever name", recipients),
        ],
        found=_found(connection, "int_award_number_matches", company_id),
    )


def _by_name(
    connection: duckdb.DuckDBPyConnection,
    company_id: str,
    names: Sequence[WrittenName],
    is_identified: bool,
) -> Attempt:
    connection.execute(KEYS, [company_id])
    compared = number(connection, OF_FIRM.format(table="int_name_pair_features"), company_id)
    if not any(each.name_key for each in names):
        return Attempt(
            method="name_fuzzy", looked_for="nothing: no usable name", steps=[], found=[]
        )
    if is_identified and not compared:
        return Attempt(
            method="name_fuzzy",
            looked_for="nothing: a firm that an identifier found is not searched by name",
            steps=[],
            found=[],
        )
    keys = number(connection, "select count(distinct name_key) from searched_keys")
    steps = [
        ("names searched", keys),
        ("equal names", number(connection, BY_KEY.format(table="int_exact_name_candidates"))),
    ]
    if number(connection, BY_ID.format(table="int_fuzzy_searched_names")):
        steps += [(label, number(connection, BY_ID.format(table=table))) for label, table in BLOCKS]
        kept = number(connection, BY_KEY.format(table="int_fuzzy_name_candidates"))
        steps.append(("of these the closest, compared letter by letter", kept))
        looked_for = "equal names, and names that are alike"
    else:
        looked_for = "equal names only, since one of them is in the same town"
    promising = number(connection, BY_KEY.format(table="int_promising_name_pairs"))
    steps += [("pairs of names alike enough", promising), ("recipients scored", compared)]
    return Attempt(
        method="name_fuzzy",
        looked_for=looked_for,
        steps=steps,
        found=_found(connection, "int_name_matches", company_id),
    )


def _found(connection: duckdb.DuckDBPyConnection, table: str, company_id: str) -> list[str]:
    return [
        f"{found['recipient_name'] or 'a recipient without a name'} ({found['evidence']}; "
        f"score {found['match_score']:g})"
        for found in rows(connection, FOUND.format(table=table), company_id)
    ]
