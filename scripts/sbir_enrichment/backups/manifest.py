"""What is known of a backup: a JSON file beside it."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from sbir_enrichment.backups.problems import BackupError


class Manifest(BaseModel):
    """One backup.

    Attributes:
        made_at: UTC, ISO 8601.
        path: Where it is, absolute.
        database: What it is a copy of, absolute.
        bytes: Its size.
        sha256: Of the file.
        dbt_invocation_id: Of the build whose marts it holds; empty if none was published.
        built_at: Of that build, UTC, ISO 8601; empty if none was published.
        published_builds: How many builds the history holds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Literal[1] = 1
    made_at: str
    path: str
    database: str
    bytes: int
    sha256: str
    dbt_invocation_id: str
    built_at: str
    published_builds: int


def manifest_path(backup: Path) -> Path:
    """Return where the manifest of a backup stands."""
    return backup.with_name(f"{backup.name}.json")


def read_manifest(backup: Path) -> Manifest:
    """Read the manifest beside a backup.

    Raises:
        BackupError: there is none, or it cannot be read.
    """
    path = manifest_path(backup)
    try:
        return Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"{path} cannot be read: {error}; name a file that --to wrote") from error
    except ValidationError as error:
        raise BackupError(
            f"{path} does not describe a backup: {error.errors()[0]['msg']}"
        ) from error
