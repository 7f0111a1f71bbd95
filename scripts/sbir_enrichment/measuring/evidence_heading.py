"""When a finding was made, and of which code: without both it proves nothing later."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sbir_enrichment.measuring.machine import describe_revision


def evidence_heading(project: Path) -> dict[str, object]:
    """Return `made_at` (UTC, ISO 8601) and `revision` (None without git), for a JSON file."""
    revision = describe_revision(project)
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "revision": asdict(revision) if revision else None,
    }
