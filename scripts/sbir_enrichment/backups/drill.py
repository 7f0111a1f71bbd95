"""A drill: a backup is made and put back elsewhere, and what comes out is compared."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import duckdb
from pydantic import BaseModel, ConfigDict

from sbir_enrichment.backups.backup import back_up
from sbir_enrichment.backups.contents import rows_by_table
from sbir_enrichment.backups.problems import BackupError, RefusedError
from sbir_enrichment.backups.restore import restore

FLIPPED_AT = 4096


class DrillResult(BaseModel):
    """What a drill found.

    Attributes:
        made_at: UTC, ISO 8601.
        database: What was copied.
        dbt_invocation_id: Of the build it holds.
        tables: How many tables were compared.
        rows: All of their rows.
        unlike: Tables that did not come back as they were.
        refused_damaged: Whether a copy with one byte changed was refused.
        refused_newer: Whether a newer database was left alone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Literal[1] = 1
    made_at: str
    database: str
    dbt_invocation_id: str
    tables: int
    rows: int
    unlike: tuple[str, ...]
    refused_damaged: bool
    refused_newer: bool

    @property
    def is_good(self) -> bool:
        """Whether all came back, and what must be refused was."""
        return bool(self.tables) and not self.unlike and self.refused_damaged and self.refused_newer


def drill(database: Path, folder: Path) -> DrillResult:
    """Back up a database, put it back in an empty folder, and compare every row.

    Args:
        database: Is read only.
        folder: Takes the copies.

    Raises:
        BackupError: the backup cannot be made or put back at all.
    """
    backup, restored = folder / "backup.duckdb", folder / "restored.duckdb"
    manifest = back_up(database, backup)
    restore(backup, restored)
    before, after = rows_by_table(database), rows_by_table(restored)
    unlike = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    return DrillResult(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        database=str(database.absolute()),
        dbt_invocation_id=manifest.dbt_invocation_id,
        tables=len(before),
        rows=sum(count for count, _ in before.values()),
        unlike=tuple(sorted(unlike)),
        refused_newer=_is_newer_refused(backup, restored),
        refused_damaged=_is_damaged_refused(backup, folder),
    )


def _is_newer_refused(backup: Path, restored: Path) -> bool:
    with duckdb.connect(str(restored)) as connection:
        try:
            connection.execute(
                "update marts.fct_match_quality set built_at = built_at + interval 1 day"
            )
        except duckdb.Error as error:
            raise BackupError(f"no build is published there: {error}") from error
    try:
        restore(backup, restored)
    except RefusedError:
        return True
    return False


def _is_damaged_refused(backup: Path, folder: Path) -> bool:
    with backup.open("r+b") as file:
        file.seek(FLIPPED_AT)
        byte = file.read(1)
        file.seek(FLIPPED_AT)
        file.write(bytes([byte[0] ^ 1]))
    try:
        restore(backup, folder / "elsewhere.duckdb")
    except BackupError:
        return True
    return False
