"""Similarities that are kept between runs, each with a check of its own, and the log of chunks."""

from contextlib import suppress
from typing import Any

import duckdb
import pyarrow as pa

from sbir_enrichment.scoring.checkpoint_tables import (
    CHUNK_LOG,
    CHUNK_LOG_COLUMNS,
    KEPT,
    ensure_tables,
    start_anew,
)
from sbir_enrichment.scoring.chunk_log import ChunkRecord
from sbir_enrichment.scoring.keys import ScoringKeys
from sbir_enrichment.scoring.name_chunks import ChunkContents, NameChunk
from sbir_enrichment.scoring.similarities import COMPARED_COLUMNS, MEASURES, PAIR_KEY

_NAMES = ("company_name_key", "recipient_name_key")
_FIGURES = [measure.name for measure in MEASURES]
_LETTERS = " + ".join(f"strlen({column})" for column in COMPARED_COLUMNS)
# Temporary tables of the connection. Texts are copied of the missing pairs alone, in the order of
# the hash: a chunk then reads its own stretch, not the whole table.
_ASKED = "temp.asked_name_pairs"
_MISSING_KEYS, _MISSING = "temp.missing_name_pair_keys", "temp.missing_name_pairs"


def _same_pair(left: str, right: str) -> str:
    return " and ".join(f"{left}.{column} = {right}.{column}" for column in PAIR_KEY)


class Checkpoints:
    """Reads and writes what is kept, each step in a transaction of its own.

    A kept row counts only while its check is the hash of the keys and of all its values: a row of
    another scorer, an edited one and a half-empty one are alike: as if they were not there.

    Args:
        connection: of its own, without an open transaction.
        asked: SQL that selects the pairs asked for: both name keys, `company_name_hash` and
            COMPARED_COLUMNS, one row per pair.
        keys: those of the scorer in use.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, asked: str, keys: ScoringKeys
    ) -> None:
        self._connection = connection
        self._keys = keys
        hashed = ", ".join((*_NAMES, *COMPARED_COLUMNS))
        self._asked = f"(select *, hash({hashed}) as pair_hash from ({asked}))"
        key = f"'{keys.settings_hash} {keys.code_hash}'"
        self._check = f"hash({', '.join((key, *PAIR_KEY, *_FIGURES))})"
        self._kept = f"(select * from {KEPT} where row_check = {self._check})"

    def prepare(self, forget: bool) -> list[str]:
        """Make the tables ready: missing ones made, and nothing kept that will not be used.

        Args:
            forget: whether everything is to be scored again.

        Returns:
            What was found wrong or thrown away, a line each; empty when all was well.
        """
        found = ensure_tables(self._connection)
        keys = ", ".join(PAIR_KEY)
        self._run(f"create or replace temp table {_ASKED} as select {keys} from {self._asked}")
        if forget:
            start_anew(self._connection)
            found.append("every pair is scored again, as --full-refresh asks")
        asked = self._count(_ASKED)
        if asked:  # none are asked for in a dry run (--empty), which is no reason to forget
            found += self._prune()
        self._find_missing()
        if asked and self._count(KEPT) + self._count(_MISSING) != asked:
            start_anew(self._connection)
            self._find_missing()
            found.append("pairs stood in the checkpoints twice; every pair is scored again")
        return found

    def contents(self, chunk: NameChunk) -> ChunkContents:
        """Count what is in a chunk, and what of it no checkpoint has."""
        inside = _inside(chunk)
        asked = self._row(f"""
            select
                count(distinct company_name_hash),
                count(*),
                md5(concat_ws(' ', count(*), sum(pair_hash::hugeint)))
            from {_ASKED} where {inside}
        """)
        missing = self._row(f"""
            select count(distinct company_name_hash), count(*), coalesce(sum({_LETTERS}), 0)
            from {_MISSING} where {inside}
        """)
        return ChunkContents(*asked, *missing)

    def missing(self, chunk: NameChunk) -> pa.Table:
        """Return PAIR_KEY and COMPARED_COLUMNS of the pairs that no checkpoint has."""
        return self._run(f"from {_MISSING} where {_inside(chunk)}").to_arrow_table()

    def commit(self, similarities: pa.Table, record: ChunkRecord) -> None:
        """Keep the similarities of a chunk and its record: both, or after a failure neither."""
        self._connection.begin()
        try:
            self._connection.register("similarities", similarities)
            self._connection.execute(
                f"insert into {KEPT} by name select *, {self._check} as row_check from similarities"
            )
            self.log([record])
            self._connection.commit()
        except BaseException:
            with suppress(duckdb.TransactionException):  # DuckDB may have rolled back by itself
                self._connection.rollback()
            raise
        finally:
            self._connection.unregister("similarities")

    def log(self, records: list[ChunkRecord]) -> None:
        """Write chunks to the log."""
        marks = ", ".join("?" for _ in CHUNK_LOG_COLUMNS)
        for record in records:
            values = record.values(self._keys)
            self._connection.execute(f"insert into {CHUNK_LOG} values ({marks})", values)

    def result(self) -> str:
        """Return SQL for one row per pair asked for: both name keys and every measure."""
        names = ", ".join(f"asked.{name}" for name in _NAMES)
        figures = ", ".join(f"kept.{figure}" for figure in _FIGURES)
        # Outer: a pair without figures would be a mistake of ours, and must not vanish unseen.
        return f"""
            select {names}, {figures} from {self._asked} as asked
            left join {self._kept} as kept on {_same_pair("asked", "kept")}
        """

    def _prune(self) -> list[str]:
        found = []
        stale = self._delete(f"row_check is distinct from {self._check}")
        if stale:
            found.append(f"{stale:,} checkpoints of another scorer, or edited, are thrown away")
        needed = f"from {_ASKED} as asked where {_same_pair('asked', 'name_pair_similarities')}"
        needless = self._delete(f"not exists ({needed})")
        if needless:
            found.append(f"{needless:,} checkpoints that nothing asks for are thrown away")
        return found

    def _find_missing(self) -> None:
        unkept = f"not exists (from {self._kept} as kept where {_same_pair('asked', 'kept')})"
        keys, texts = ", ".join(PAIR_KEY), ", ".join((*PAIR_KEY, *COMPARED_COLUMNS))
        # Keys first: where nothing is missing, no text is read.
        self._run(f"""
            create or replace temp table {_MISSING_KEYS} as
            select {keys} from {_ASKED} as asked where {unkept}
        """)
        self._run(f"""
            create or replace temp table {_MISSING} as
            select {texts} from {self._asked} as asked
            where exists (from {_MISSING_KEYS} as missing where {_same_pair("asked", "missing")})
            order by company_name_hash
        """)

    def _count(self, table: str) -> int:
        return int(self._row(f"select count(*) from {table}")[0])

    def _delete(self, condition: str) -> int:
        return int(self._row(f"delete from {KEPT} where {condition}")[0])

    def _row(self, query: str) -> tuple[Any, ...]:
        row = self._run(query).fetchone()
        assert row is not None  # noqa: S101 - aggregates and deletes always answer with one row
        return tuple(row)

    def _run(self, query: str) -> duckdb.DuckDBPyConnection:
        return self._connection.execute(query)


def _inside(chunk: NameChunk) -> str:
    return f"company_name_hash between {chunk.first}::ubigint and {chunk.last}::ubigint"
