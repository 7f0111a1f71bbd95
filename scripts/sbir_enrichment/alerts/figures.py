"""The figures of a run that operators watch."""

import time
from collections.abc import Iterable
from pathlib import Path

import duckdb

from sbir_enrichment.pipeline.run_record import RunRecord

MIB = 1024**2
SECONDS_PER_DAY = 86_400

MATCHES = """
    select awards, match_rate
    from marts.fct_match_quality
    where dimension = 'overall'
"""
REJECTED = "select count(*) from marts.fct_rejected_rows"


def figures_of_run(record: RunRecord, database: Path, inputs: Iterable[Path]) -> dict[str, float]:
    """Return every figure that is known, by its name.

    Those of the marts are known when the run published them, that of age when there are files.

    Raises:
        duckdb.Error: the run published marts, and they cannot be read.
    """
    figures = {
        "run_seconds": record.seconds,
        "peak_memory_mb": record.peak_bytes / MIB,
        "spill_mb": record.spill_bytes / MIB,
        "attempts": float(record.attempts),
        "resumed_nodes": float(record.resumed_nodes),
        "halved_chunks": float(record.halved_chunks),
        "published": float(record.outcome in ("published", "nothing to do")),
    }
    ages = [time.time() - path.stat().st_mtime for path in inputs if path.exists()]
    if ages:
        figures["input_age_days"] = max(ages) / SECONDS_PER_DAY
    if record.outcome != "published":
        return figures
    with duckdb.connect(str(database), read_only=True) as connection:
        awards, rate = connection.sql(MATCHES).fetchone() or (0, 0.0)
        (rejected,) = connection.sql(REJECTED).fetchone() or (0,)
    figures["awards"] = float(awards)
    figures["match_rate"] = float(rate)
    figures["rejected_rows"] = float(rejected)
    figures["rejected_share"] = rejected / (awards + rejected) if awards + rejected else 0.0
    if awards and not record.resumed_nodes:
        figures["seconds_per_thousand_awards"] = record.seconds / awards * 1000
    return figures
