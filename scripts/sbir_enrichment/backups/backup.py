"""Making a backup: a copy of the file while nobody writes to it."""

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from sbir_enrichment.backups.contents import Published, read_published
from sbir_enrichment.backups.manifest import Manifest, manifest_path
from sbir_enrichment.backups.problems import BackupError, RefusedError
from sbir_enrichment.measuring.whole_files import write_whole


def back_up(database: Path, to: Path, force: bool = False) -> Manifest:
    """Copy a database, and write down what it is.

    Args:
        database: It is opened for writing meanwhile, so that no build changes it.
        to: The file; a folder takes a file named after the time.
        force: Whether to replace a file that is there.

    Raises:
        RefusedError: the file is there.
        BackupError: the database is not there, is in use, or cannot be copied.
    """
    made_at = datetime.now(UTC)
    backup = to / f"{database.stem}_{made_at:%Y%m%d_%H%M%S}.duckdb" if to.is_dir() else to
    if not database.is_file():
        raise BackupError(f"{database}: there is no such file; make a build with `make build`")
    if backup.exists() and backup.samefile(database):
        raise BackupError(f"{backup} is the database itself; name another file")
    if backup.exists() and not force:
        raise RefusedError(f"{backup} is there; name another file or a folder, or give --force")
    try:
        backup.parent.mkdir(parents=True, exist_ok=True)
        published = _copy(database, backup)
        manifest = Manifest(
            made_at=made_at.isoformat(timespec="seconds"),
            path=str(backup.absolute()),
            database=str(database.absolute()),
            bytes=backup.stat().st_size,
            sha256=file_hash(backup),
            dbt_invocation_id=published.dbt_invocation_id,
            built_at=published.built_at,
            published_builds=published.builds,
        )
        write_whole(manifest_path(backup), manifest.model_dump_json(indent=2) + "\n")
    except OSError as error:
        raise BackupError(f"{backup} cannot be written: {error}") from error
    return manifest


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(database: Path, backup: Path) -> Published:
    beside = backup.with_name(f".{backup.name}.unfinished")
    try:
        # Writing needs the file for itself. What stands in the log beside it goes into it first:
        # the copy is then one file, and whole.
        with duckdb.connect(str(database)) as connection:
            published = read_published(connection)
            connection.execute("checkpoint")
            shutil.copyfile(database, beside)
    except duckdb.Error as error:
        raise BackupError(f"{database} cannot be copied now: {error}") from error
    beside.chmod(database.stat().st_mode & 0o777)
    beside.replace(backup)
    return published
