"""What a look at the whole list found: one object for terminal, JSON and Markdown."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from sbir_enrichment.deployment.items import Group


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ItemResult(_Part):
    """One item.

    Attributes:
        is_open: Whether there is something to do.
        evidence: What was seen.
        evidence_at: When that was so, UTC, ISO 8601; None is now.
        age_days: How old evidence may be; None where it is always of now.
        task: What a person has to do; empty where a probe looks.
        mend: Commands, and remarks that begin with `#`.
    """

    key: str
    group: Group
    title: str
    is_critical: bool
    is_open: bool
    evidence: str
    evidence_at: str | None
    age_days: int | None
    task: str
    mend: tuple[str, ...]


class DeploymentReport(_Part):
    """The whole list.

    Attributes:
        made_at: UTC, ISO 8601.
        database: The DuckDB file.
        commit: What is checked out; None without git.
        full_size: Recipients that the full-scale benchmark must have had at least.
        items: In the order of the list.
    """

    schema_version: Literal[1] = 1
    made_at: str
    database: str
    commit: str | None
    full_size: int
    items: tuple[ItemResult, ...]

    @property
    def open_critical(self) -> tuple[ItemResult, ...]:
        """The items that keep this deployment from being used."""
        return tuple(item for item in self.items if item.is_open and item.is_critical)

    @property
    def open_others(self) -> tuple[ItemResult, ...]:
        """The items that are open and keep nobody."""
        return tuple(item for item in self.items if item.is_open and not item.is_critical)

    @property
    def verdict(self) -> str:
        """What is said of all, in a sentence."""
        critical, others = len(self.open_critical), len(self.open_others)
        more = f", and {others} that may stay open" if others else ""
        if not critical:
            return f"Fit to be used: all critical items hold{more}."
        return f"Not fit to be used: {critical} of {len(self.items)} items are open{more}."
