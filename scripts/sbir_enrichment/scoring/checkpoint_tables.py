"""The tables that checkpoints are kept in, beside dbt's in the same database."""

import duckdb

from sbir_enrichment.scoring.similarities import MEASURES, PAIR_KEY

SCHEMA = "checkpoints"
KEPT = f"{SCHEMA}.name_pair_similarities"
CHUNK_LOG = f"{SCHEMA}.name_scoring_chunks"

KEPT_COLUMNS = {
    **dict.fromkeys(PAIR_KEY, "UBIGINT"),
    **dict.fromkeys((measure.name for measure in MEASURES), "DOUBLE"),
    "row_check": "UBIGINT",
}
CHUNK_LOG_COLUMNS = {
    "invocation_id": "VARCHAR",
    "chunk": "VARCHAR",
    "chunks": "INTEGER",
    "names": "BIGINT",
    "pairs": "BIGINT",
    "pairs_scored": "BIGINT",
    "pairs_reused": "BIGINT",
    "seconds": "DOUBLE",
    "pairs_per_second": "DOUBLE",
    "finished_at": "TIMESTAMP",
    "input_hash": "VARCHAR",
    "settings_hash": "VARCHAR",
    "code_hash": "VARCHAR",
}
_TABLES = {KEPT: KEPT_COLUMNS, CHUNK_LOG: CHUNK_LOG_COLUMNS}

_COLUMNS_FOUND = f"""
    select schema_name || '.' || table_name, column_name, data_type
    from duckdb_columns()
    where database_name = current_database() and schema_name = '{SCHEMA}'
    order by column_index
"""


def ensure_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Make the tables that are missing, and make those anew that are of another shape.

    Returns:
        A line for each table that was of another shape.
    """
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(_COLUMNS_FOUND).fetchall():
        found.setdefault(table, {})[column] = kind
    connection.execute(f"create schema if not exists {SCHEMA}")
    misshapen = []
    for table, columns in _TABLES.items():
        if table in found and list(found[table].items()) != list(columns.items()):
            connection.execute(f"drop table {table}")
            misshapen.append(f"{table} is of another shape, and is made anew")
        typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        connection.execute(f"create table if not exists {table} ({typed})")
    return misshapen


def start_anew(connection: duckdb.DuckDBPyConnection) -> None:
    """Throw every kept similarity away; the log of chunks stays."""
    connection.execute(f"truncate {KEPT}")
