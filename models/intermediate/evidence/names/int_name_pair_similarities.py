"""Score how alike the two names of every candidate pair are."""

from sbir_enrichment.scoring import score_name_pairs


def model(dbt, session):
    dbt.config(materialized="table")
    return score_name_pairs(dbt.ref("int_name_pairs").to_arrow_table())
