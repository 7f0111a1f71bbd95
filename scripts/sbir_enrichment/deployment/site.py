"""The deployment that is looked at."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sbir_enrichment.alerts.limits import Limits
from sbir_enrichment.project_sql import default_settings

EVIDENCE = Path("reports/deployment")
FULL_SIZE = 3_300_000


@dataclass(frozen=True)
class Site:
    """Where to look.

    Attributes:
        project: The folder of the project.
        database: The DuckDB file.
        target: Where dbt leaves its files, the docs site among them.
        full_size: Recipients that the full-scale benchmark must have had at least.
        now: The time of the look, UTC.
    """

    project: Path
    database: Path
    target: Path
    full_size: int
    now: datetime

    @property
    def evidence(self) -> Path:
        """Where commands leave what they found."""
        return self.project / EVIDENCE

    @property
    def reports(self) -> Path:
        """Where all reports are."""
        return self.project / "reports"

    @property
    def limits(self) -> Limits:
        """The limits of alerts, as dbt_project.yml has them."""
        return Limits.model_validate(default_settings()["alert_limits"])


def days_since(moment: datetime, now: datetime) -> float:
    """Return how many days ago a moment was; one without a zone counts as UTC."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (now - known).total_seconds() / 86_400
