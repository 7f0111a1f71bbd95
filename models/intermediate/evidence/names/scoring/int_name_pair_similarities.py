"""Score how alike the names of every candidate pair are, in chunks that outlive a killed run."""

from sbir_enrichment.dbt_invocation import current_invocation
from sbir_enrichment.scoring import ScoringSettings, score_in_chunks


def model(dbt, session):
    dbt.config(materialized="table")
    settings = ScoringSettings(
        name_chunks=int(dbt.config.meta_get("name_chunks")),
        name_chunk_memory_mb=int(dbt.config.meta_get("name_chunk_memory_mb")),
    )
    pairs = dbt.ref("int_name_pairs").sql_query()
    # Chunks are committed on a connection of their own; dbt's reads them when all are there.
    with session.cursor() as connection:
        similarities = score_in_chunks(connection, pairs, settings, current_invocation())
    return session.sql(similarities)
