"""The firms and recipients of a build, to look up what decisions are about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sbir_enrichment.review.builds import opened
from sbir_enrichment.review.decisions import Decision

READ = ("marts.dim_companies", "marts.dim_recipients", "intermediate.int_decision_targets")
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
# Where the build found those firms and recipients of its decisions that have another id by now.
FOUND_AGAIN = """
    select
        written_company_id,
        written_recipient_id,
        any_value(company_id) as company_id,
        any_value(recipient_id) as recipient_id
    from intermediate.int_decision_targets
    where written_company_id in (select unnest($ids))
    group by written_company_id, written_recipient_id
    -- Of a firm that has become two, neither is the one.
    having count(*) = 1 and count(company_id) = 1 and count(recipient_id) = 1
"""


@dataclass(frozen=True)
class KnownNames:
    """Those firms and recipients of a build that decisions ask for.

    Attributes:
        database: The build.
        firms: company_id to the firm's name, empty where it has none.
        recipients: recipient_id to the recipient's name.
        found_again: Ids of a firm and a recipient when a decision was made, to those of the build.
    """

    database: Path
    firms: Mapping[str, str]
    recipients: Mapping[str, str]
    found_again: Mapping[tuple[str, str], tuple[str, str]]

    def problem(self, decision: Decision) -> str | None:
        """Say which id of the decision the build does not know, if any."""
        firm, recipient = decision.written_ids
        if decision.written_ids in self.found_again:
            return None
        hint = "if it is of an older build, make the page again"
        if firm not in self.firms:
            return f"company_id '{firm}' is no firm of {self.database}; {hint}"
        if recipient not in self.recipients:
            return f"recipient_id '{recipient}' is no recipient of {self.database}; {hint}"
        return None

    def current(self, decision: Decision) -> Decision:
        """Return the decision with the ids that its firm and recipient have in the build."""
        return replace(decision, current_ids=self.found_again.get(decision.written_ids))

    def named(self, decision: Decision) -> Decision:
        """Return the decision with the names that its ids have, whatever it called them."""
        firm, recipient = decision.written_ids
        cells = decision.cells
        return decision.with_cells(
            company_name=plain_line(self.firms.get(firm, cells["company_name"])),
            recipient_name=plain_line(self.recipients.get(recipient, cells["recipient_name"])),
        )


def plain_line(name: str) -> str:
    """Return the name as one line without characters that steer an editor or terminal."""
    return " ".join(UNSEEN.sub(" ", name).split())


def look_up(database: Path, decisions: Iterable[Decision]) -> KnownNames:
    """Look up all ids of the decisions.

    Raises:
        CouldNotCheckError: There is no build to look into.
    """
    pairs = [decision.written_ids for decision in decisions]
    firms, recipients = ([*ids] for ids in zip(*pairs, strict=True)) if pairs else ([], [])
    with opened(database, READ) as connection:
        return KnownNames(
            database,
            dict(connection.execute(FIRMS, {"ids": firms}).fetchall()),
            dict(connection.execute(RECIPIENTS, {"ids": recipients}).fetchall()),
            {
                (written_firm, written_recipient): (firm, recipient)
                for written_firm, written_recipient, firm, recipient in connection.execute(
                    FOUND_AGAIN, {"ids": firms}
                ).fetchall()
            },
        )
