"""Putting a backup back."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from sbir_enrichment.backups.backup import file_hash
from sbir_enrichment.backups.contents import Published, read_published
from sbir_enrichment.backups.manifest import Manifest, read_manifest
from sbir_enrichment.backups.problems import BackupError, RefusedError
from sbir_enrichment.pipeline.ledger import ledger_path


@dataclass(frozen=True)
class Restored:
    """What was put back, and where the database that stood there is now, if there was one."""

    manifest: Manifest
    kept_as: Path | None


def restore(backup: Path, database: Path, force: bool = False) -> Restored:
    """Put a backup in the place of a database, which is kept beside it.

    The ledger of the last run goes too: it tells of the database that was replaced.

    Args:
        backup: A file that `back_up` wrote.
        database: Where it goes.
        force: Whether to replace a newer build, or one of which nobody can tell.

    Raises:
        RefusedError: the database holds a newer build.
        BackupError: the backup is damaged, the database is in use, or a file cannot be written.
    """
    manifest = read_manifest(backup)
    try:
        if file_hash(backup) != manifest.sha256:
            raise BackupError(f"{backup} is damaged: its SHA-256 is not that of its manifest")
        _refuse_if_newer(database, manifest, force)
        beside = database.with_name(f".{database.name}.unfinished")
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, beside)
        if file_hash(beside) != manifest.sha256:
            raise BackupError(f"{beside} came out damaged; look at the disk")
        beside.chmod(backup.stat().st_mode & 0o777)
        kept_as = _put_aside(database)
        beside.replace(database)
        ledger_path(database).unlink(missing_ok=True)
    except OSError as error:
        raise BackupError(f"{backup} cannot be put back: {error}") from error
    return Restored(manifest, kept_as)


def _refuse_if_newer(database: Path, manifest: Manifest, force: bool) -> None:
    if not database.exists():
        return
    try:
        with duckdb.connect(str(database)) as connection:
            published = read_published(connection)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise BackupError(f"{database} is in use: {error}") from error
        published = Published()
    except duckdb.Error:  # damaged: what a backup is for
        published = Published()
    if published.built_at > manifest.built_at and not force:
        raise RefusedError(
            f"{database} holds the build of {published.built_at[:19]}, newer than that of the "
            f"backup, {manifest.built_at[:19] or 'which has none'}; give --force to go back"
        )


def _put_aside(database: Path) -> Path | None:
    """Rename a database and its log, which would else be read into the one that takes its place."""
    if not database.exists():
        return None
    aside = database.with_name(f"{database.name}.replaced")
    for path, kept in ((_log(database), _log(aside)), (database, aside)):
        kept.unlink(missing_ok=True)
        if path.exists():
            path.replace(kept)
    return aside


def _log(database: Path) -> Path:
    return database.with_name(f"{database.name}.wal")
