"""Name pairs as `int_name_pairs` has them, and a command of dbt that keeps what it says."""

from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from sbir_enrichment.dbt_invocation import Invocation
from sbir_enrichment.scoring import ScoringSettings, score_in_chunks

ASKED = "select * from name_pairs"
PAIR = tuple[str, str]
FIRMS, RECIPIENTS = 40, 5
MANY_PAIRS = [
    (f"ACME {firm} LAB", f"ACME {recipient} LABS")
    for firm in range(FIRMS)
    for recipient in range(firm, firm + RECIPIENTS)
]


def database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 2})


def ask_for(connection: duckdb.DuckDBPyConnection, pairs: list[PAIR]) -> None:
    """Make the table of pairs asked for."""
    names = [pa.array([pair[side] for pair in pairs], pa.string()) for side in (0, 1)]
    given = pa.table(names, names=["company_name_key", "recipient_name_key"])
    connection.register("given_pairs", given)
    connection.execute("create or replace table given as from given_pairs")
    derive_pairs(connection)


def derive_pairs(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table of pairs from their names; hash and other keys as the models make them."""
    connection.execute("""
        create or replace table name_pairs as
        select
            *,
            replace(company_name_key, ' ', '') as company_squashed_key,
            replace(recipient_name_key, ' ', '') as recipient_squashed_key,
            array_to_string(list_sort(list_distinct(string_split(company_name_key, ' '))), ' ')
                as company_sorted_key,
            array_to_string(list_sort(list_distinct(string_split(recipient_name_key, ' '))), ' ')
                as recipient_sorted_key,
            md5_number_upper(company_name_key) as company_name_hash
        from given
    """)


@dataclass
class Command:
    """A command of dbt; `lines` are what people see, `notes` what stands in its log alone."""

    is_full_refresh: bool = False
    is_quiet: bool = True
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def run(
        self, connection: duckdb.DuckDBPyConnection, chunks: int = 8, memory_mb: int = 256
    ) -> list[tuple[object, ...]]:
        """Score what is asked for; return the similarities in the order of the keys."""
        invocation = Invocation(
            "test", self.is_full_refresh, self.is_quiet, self.lines.append, self.notes.append
        )
        with connection.cursor() as own:
            settings = ScoringSettings(chunks, memory_mb)
            result = score_in_chunks(own, ASKED, settings, invocation)
        return connection.sql(result).order("all").fetchall()


def scored_pairs(connection: duckdb.DuckDBPyConnection) -> int:
    """How many pairs were scored in all runs so far, by the log of chunks."""
    row = connection.sql("select sum(pairs_scored) from checkpoints.name_scoring_chunks").fetchone()
    return int(row[0] or 0)
