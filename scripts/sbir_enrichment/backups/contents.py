"""What a database holds: the build it publishes, its tables, and hashes of their rows."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from sbir_enrichment.backups.problems import BackupError

PUBLISHED = """
    select dbt_invocation_id, strftime(built_at, '%Y-%m-%dT%H:%M:%S.%f')
    from marts.fct_match_quality
    where dimension = 'overall'
"""
BUILDS = "select count(*) from history.published_builds"
TABLES = """
    select schema_name, table_name
    from duckdb_tables()
    where database_name = current_database() and not temporary
    order by all
"""
# Hashes are added, so that the order of the rows, which a table does not have, plays no part.
ROWS = "select count(*), coalesce(sum(hash(rows_of_it)::hugeint), 0) from {table} as rows_of_it"


@dataclass(frozen=True)
class Published:
    """The build whose marts a database holds; empty texts and 0 where there is none."""

    dbt_invocation_id: str = ""
    built_at: str = ""
    builds: int = 0


def read_published(connection: duckdb.DuckDBPyConnection) -> Published:
    """Return what is published in a database."""
    try:
        invocation, built_at = connection.sql(PUBLISHED).fetchone() or ("", "")
    except duckdb.CatalogException:
        invocation, built_at = "", ""
    try:
        (builds,) = connection.sql(BUILDS).fetchone() or (0,)
    except duckdb.CatalogException:
        builds = 0
    return Published(invocation, built_at, builds)


def rows_by_table(database: Path) -> dict[str, tuple[int, int]]:
    """Return the number of rows of each table, and the sum of their hashes.

    Raises:
        BackupError: the database cannot be opened.
    """
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            return {
                f"{schema}.{table}": _rows(connection, schema, table)
                for schema, table in connection.sql(TABLES).fetchall()
            }
    except duckdb.Error as error:
        raise BackupError(f"{database} cannot be read: {error}") from error


def _rows(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> tuple[int, int]:
    quoted = ".".join('"' + name.replace('"', '""') + '"' for name in (schema, table))
    count, total = connection.sql(ROWS.format(table=quoted)).fetchone() or (0, 0)
    return int(count), int(total)
