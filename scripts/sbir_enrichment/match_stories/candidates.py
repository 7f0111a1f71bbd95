"""The recipients whose names were compared with the firm's, and the sums that scored them."""

import duckdb

from sbir_enrichment.match_stories.tables import Row, rows
from sbir_enrichment.match_stories.weighed_names import Candidate, Feature

INTERCEPT = "intercept"
WEIGHTS = "select feature, weight, meaning from lookups.name_match_weights order by rowid"
SCORED = """
    select features.*, recipients.recipient_name, recipients.city, recipients.state
    from intermediate.int_name_pair_features as features
    left join intermediate.int_recipients as recipients
        on features.recipient_id = recipients.recipient_id
    where features.company_id = ?
    order by features.candidate_rank
"""


def candidates_of(connection: duckdb.DuckDBPyConnection, company_id: str) -> list[Candidate]:
    """Return all of them, the highest score first."""
    weights = rows(connection, WEIGHTS)
    return [_candidate(scored, weights) for scored in rows(connection, SCORED, company_id)]


def _candidate(scored: Row, weights: list[Row]) -> Candidate:
    return Candidate(
        rank=scored["candidate_rank"],
        recipient_id=scored["recipient_id"],
        recipient_name=scored["recipient_name"] or "a recipient without a name",
        city=scored["city"],
        state=scored["state"],
        company_name_key=scored["company_name_key"],
        recipient_name_key=scored["recipient_name_key"],
        place=scored["place"],
        legal_forms=scored["legal_forms"],
        name_score=scored["name_score"],
        intercept=sum(each["weight"] for each in weights if each["feature"] == INTERCEPT),
        features=[
            Feature(
                name=each["feature"],
                meaning=each["meaning"],
                value=scored[each["feature"]],
                weight=each["weight"],
            )
            for each in weights
            if each["feature"] != INTERCEPT
        ],
        log_odds=scored["log_odds"],
        match_score=scored["match_score"],
    )
