"""The firms and recipients of a build, to look up what decisions are about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.review.builds import opened
from sbir_enrichment.review.decisions import Decision

FIRMS = """
    select company_id, coalesce(company_name, '')
    from marts.dim_companies
    where company_id in (select unnest($ids))
"""
RECIPIENTS = """
    select recipient_id, coalesce(recipient_name, '')
    from marts.dim_recipients
    where recipient_id in (select unnest($ids))
"""
# What no one sees, and what would turn the rest of a line round in an editor.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True)
class KnownNames:
    """Those firms and recipients of a build that decisions ask for.

    Attributes:
        database: The build.
        firms: company_id to the firm's name, empty where it has none.
        recipients: recipient_id to the recipient's name.
    """

    database: Path
    firms: Mapping[str, str]
    recipients: Mapping[str, str]

    def problem(self, decision: Decision) -> str | None:
        """Say which id of the decision the build does not know, if any."""
        if decision.firm not in self.firms:
            return f"company_id '{decision.firm}' is no firm of {self.database}"
        if decision.recipient not in self.recipients:
            return f"recipient_id '{decision.recipient}' is no recipient of {self.database}"
        return None

    def named(self, decision: Decision) -> Decision:
        """Return the decision with the names that its ids have, whatever it called them."""
        return decision.with_cells(
            company_name=plain_line(self.firms[decision.firm]),
            recipient_name=plain_line(self.recipients[decision.recipient]),
        )


def plain_line(name: str) -> str:
    """Return the name as one line without characters that steer an editor or terminal."""
    return " ".join(UNSEEN.sub(" ", name).split())


def look_up(database: Path, decisions: Iterable[Decision]) -> KnownNames:
    """Look up all ids of the decisions.

    Raises:
        CouldNotCheckError: There is no build to look into.
    """
    pairs = [decision.pair for decision in decisions]
    with opened(database) as connection:
        firms = connection.execute(FIRMS, {"ids": [firm for firm, _ in pairs]}).fetchall()
        recipients = connection.execute(
            RECIPIENTS, {"ids": [recipient for _, recipient in pairs]}
        ).fetchall()
    return KnownNames(database, dict(firms), dict(recipients))
