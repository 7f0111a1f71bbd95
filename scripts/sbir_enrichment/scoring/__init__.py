"""How alike two names are, scored in chunks that outlive a killed run."""

from sbir_enrichment.scoring.chunked_scoring import ScoringSettings, score_in_chunks

__all__ = ["ScoringSettings", "score_in_chunks"]
