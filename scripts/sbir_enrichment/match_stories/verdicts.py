"""What was decided, by which rule, on what evidence, and what the marts say."""

from typing import Any

import duckdb

from sbir_enrichment.match_stories.story import Evidence, Published, Verdict
from sbir_enrichment.match_stories.subjects import Subject
from sbir_enrichment.match_stories.tables import Row, number, row, rows
from sbir_enrichment.project_sql import macro_sql

OF_AWARD = """
    select matches.*, verdicts.match_rule, recipients.recipient_name, recipients.uei,
        recipients.duns, conflicts.stray_evidence
    from intermediate.int_award_matches as matches
    inner join intermediate.int_company_verdicts as verdicts
        on matches.company_id = verdicts.company_id
    left join intermediate.int_recipients as recipients
        on matches.recipient_id = recipients.recipient_id
    left join intermediate.int_award_conflicts as conflicts on matches.award_id = conflicts.award_id
    where matches.award_id = ?
"""
OF_FIRM = """
    select matches.*, verdicts.match_rule, recipients.recipient_name, recipients.uei,
        recipients.duns, null as stray_evidence
    from intermediate.int_company_matches as matches
    inner join intermediate.int_company_verdicts as verdicts
        on matches.company_id = verdicts.company_id
    left join intermediate.int_recipients as recipients
        on matches.recipient_id = recipients.recipient_id
    where matches.company_id = ?
"""
# In the order that chose the best; what a person ruled out comes last.
EVIDENCE = """
    with evidence as (
        select
            evidence.*,
            evidence.match_score >= ? and not evidence.is_vetoed as is_decisive,
            rivals.is_same_entity,
            rivals.odds_ahead,
            heeded.doubt,
            best.recipient_id is not null as is_best
        from intermediate.int_match_evidence as evidence
        left join intermediate.int_heeded_evidence as heeded
            on
                evidence.company_id = heeded.company_id
                and evidence.recipient_id = heeded.recipient_id
                and evidence.match_method = heeded.match_method
        left join intermediate.int_rival_evidence as rivals
            on
                evidence.company_id = rivals.company_id
                and evidence.recipient_id = rivals.recipient_id
                and evidence.match_method = rivals.match_method
        left join intermediate.int_best_evidence as best
            on
                evidence.company_id = best.company_id
                and evidence.recipient_id = best.recipient_id
                and evidence.match_method = best.match_method
        where evidence.company_id = ?
    )
    select * from evidence order by decided is not distinct from 'different', {order}
"""
MARTS = """
    select count(*) from information_schema.tables
    where table_catalog = 'build' and table_schema = 'marts' and table_name = ?
"""
PUBLISHED_AWARD = """
    select dbt_invocation_id, built_at, match_status, recipient_id, recipient_name, match_reason
    from marts.fct_enriched_awards where award_id = ?
"""
PUBLISHED_FIRM = """
    select companies.dbt_invocation_id, companies.built_at, companies.match_status,
        companies.recipient_id, recipients.recipient_name, companies.match_reason
    from marts.dim_companies as companies
    left join marts.dim_recipients as recipients
        on companies.recipient_id = recipients.recipient_id
    where companies.company_id = ?
"""


def verdict_on(connection: duckdb.DuckDBPyConnection, subject: Subject) -> Verdict | None:
    """Return the verdict on the award or firm; None where there is none."""
    query, key = (OF_AWARD, subject.award_id) if subject.award_id else (OF_FIRM, subject.company_id)
    found = row(connection, query, key)
    if found is None:
        return None
    rule = found["match_rule"]
    if found["stray_evidence"]:
        rule = f"an identifier of this very award is another recipient's; else: {rule}"
    return Verdict(
        match_status=found["match_status"],
        match_method=found["match_method"],
        match_score=found["match_score"],
        recipient_id=found["recipient_id"],
        recipient_name=found["recipient_name"],
        recipient_uei=found["uei"],
        recipient_duns=found["duns"],
        match_flags=found["match_flags"],
        match_reason=found["match_reason"],
        rule=rule,
    )


def evidence_for(
    connection: duckdb.DuckDBPyConnection, company_id: str, settings: dict[str, Any]
) -> list[Evidence]:
    """Return what the evidence led to, the best first, at least `name_review_score` each."""
    query = EVIDENCE.format(order=macro_sql("evidence_order"))
    found = rows(connection, query, settings["name_accept_score"], company_id)
    return [
        Evidence(
            rank=rank,
            recipient_id=each["recipient_id"],
            recipient_name=each["recipient_name"],
            uei=each["recipient_uei"],
            duns=each["recipient_duns"],
            state=each["recipient_state"],
            match_method=each["match_method"],
            match_score=each["match_score"],
            evidence=each["evidence"],
            standing=_standing(each),
            # Of evidence for the best recipient itself there is no rivalry.
            is_same_entity=each["decided"] != "different" and each["is_same_entity"] is not False,
        )
        for rank, each in enumerate(found, start=1)
    ]


def _standing(found: Row) -> str:
    told = "another recipient than the best"
    if found["decided"] == "different":
        told = f"ruled out, {found['decision']}"
    elif found["is_best"]:
        told = "the best"
    elif found["is_vetoed"]:
        told = "out of the running"
    elif found["is_same_entity"]:
        told = "taken for another row of the same recipient"
    elif found["is_same_entity"] is None:
        told = "confirms the best"
    elif found["match_method"] == "name_fuzzy" and found["odds_ahead"] is not None:
        ahead = found["odds_ahead"]
        told = f"the best is {ahead:g} times likelier" if ahead > 1 else "as likely as the best"
    differing = [
        kind
        for kind, differs in (
            ("UEI", found["is_uei_different"]),
            ("DUNS", found["is_duns_different"]),
        )
        if differs
    ]
    if differing:
        told += f"; its {' and '.join(differing)} differs from the firm's"
    return f"{told}; {found['doubt']}" if found["doubt"] else told


def published(
    connection: duckdb.DuckDBPyConnection, subject: Subject, verdict: Verdict
) -> Published | None:
    """Return what the marts say, which are older where a gate kept this build from them."""
    mart = "fct_enriched_awards" if subject.award_id else "dim_companies"
    if not number(connection, MARTS, mart):
        return None
    query = PUBLISHED_AWARD if subject.award_id else PUBLISHED_FIRM
    found = row(connection, query, subject.award_id or subject.company_id)
    if found is None:
        return None
    return Published(
        invocation_id=found["dbt_invocation_id"],
        built_at=f"{found['built_at']:%Y-%m-%d %H:%M:%S}",
        match_status=found["match_status"],
        recipient_name=found["recipient_name"],
        match_reason=found["match_reason"],
        is_same=(found["match_status"], found["recipient_id"], found["match_reason"])
        == (verdict.match_status, verdict.recipient_id, verdict.match_reason),
    )
