"""Files that other commands left as evidence."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sbir_enrichment.deployment.items import NoEvidenceError


def read_evidence(path: Path) -> dict[str, Any]:
    """Read a JSON object that a command wrote.

    Raises:
        NoEvidenceError: it is not there, or cannot be read.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NoEvidenceError(f"there is no {path.name} yet") from error
    except (OSError, ValueError) as error:
        raise NoEvidenceError(f"{path} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise NoEvidenceError(f"{path} is no evidence of this project")
    return content


def when(content: dict[str, Any], field: str, path: Path) -> datetime:
    """Return a time that evidence bears, UTC.

    Raises:
        NoEvidenceError: it bears none.
    """
    try:
        moment = datetime.fromisoformat(content[field])
    except (KeyError, TypeError, ValueError) as error:
        raise NoEvidenceError(f"{path} does not say when it was made ({field})") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def commit_of(content: dict[str, Any]) -> str:
    """Return in words of which commit evidence is."""
    revision = content.get("revision")
    if not isinstance(revision, dict) or "commit" not in revision:
        return "of a commit that nobody knows"
    changed = " with changes" if revision.get("is_changed") else ""
    return f"of commit {str(revision['commit'])[:12]}{changed}"
