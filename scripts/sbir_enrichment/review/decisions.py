"""One decision of a person about a firm and a recipient, and the two files that hold them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

VERDICTS = ("same", "different", "unsure")


@dataclass(frozen=True)
class DecisionFile:
    """A kind of file of decisions: a seed, and the files that are merged into it.

    Attributes:
        name: What its rows are called in messages.
        columns: The header, in order.
        seed: Where the project keeps it.
        command: The command that reads and checks such files.
        may_be_blank: Columns that a row may leave empty.
        holds_undecided_rows: Whether a file to merge may hold rows without a verdict, to be
            passed over.
        may_be_stale: Whether a row may outlive its firm and recipient; it only ceases to count.
    """

    name: str
    columns: tuple[str, ...]
    seed: Path
    command: str
    may_be_blank: frozenset[str]
    holds_undecided_rows: bool
    may_be_stale: bool


OVERRIDES = DecisionFile(
    name="overrides",
    columns=(
        "company_id",
        "company_name",
        "recipient_id",
        "recipient_name",
        "verdict",
        "decided_by",
        "decided_on",
        "reason",
        "expires_on",
    ),
    seed=Path("seeds/lookups/match_overrides.csv"),
    command="scripts/review_matches.py",
    may_be_blank=frozenset({"company_name", "recipient_name", "reason", "expires_on"}),
    holds_undecided_rows=False,
    may_be_stale=False,
)

REVIEWED = DecisionFile(
    name="reviewed matches",
    columns=(
        "company_id",
        "company_name",
        "recipient_id",
        "recipient_name",
        "match_method",
        "stratum",
        "stratum_firms",
        "verdict",
        "decided_by",
        "decided_on",
        "reason",
    ),
    seed=Path("seeds/lookups/reviewed_matches.csv"),
    command="scripts/sample_for_review.py",
    may_be_blank=frozenset({"company_name", "recipient_name", "reason"}),
    holds_undecided_rows=True,
    may_be_stale=True,
)

KINDS = (OVERRIDES, REVIEWED)


@dataclass(frozen=True)
class Decision:
    """One row of a file of decisions.

    Attributes:
        cells: Column to text, as meant: without the ' that keeps a spreadsheet from executing it.
        file: Where it was read.
        line: The line on which it begins.
        current_ids: Of firm and recipient in the build, where they were others when it was made.
    """

    cells: Mapping[str, str]
    file: Path
    line: int
    current_ids: tuple[str, str] | None = None

    @property
    def written_ids(self) -> tuple[str, str]:
        """The ids of firm and recipient as they stand in the row."""
        return self.cells["company_id"], self.cells["recipient_id"]

    @property
    def pair(self) -> tuple[str, str]:
        """What the decision is about: firm and recipient. A file holds one decision on it."""
        return self.current_ids or self.written_ids

    @property
    def firm(self) -> str:
        """The id of the firm."""
        return self.pair[0]

    @property
    def recipient(self) -> str:
        """The id of the recipient."""
        return self.pair[1]

    @property
    def verdict(self) -> str:
        """`same`, `different` or `unsure`."""
        return self.cells["verdict"]

    @property
    def decided_on(self) -> str:
        """The day, as ISO text, which sorts as days do."""
        return self.cells["decided_on"]

    @property
    def expires_on(self) -> str:
        """The last day it holds, as ISO text; empty where it holds for good."""
        return self.cells.get("expires_on", "")

    def holds_on(self, day: str) -> bool:
        """Whether it has not expired before the day, given as ISO text."""
        return not self.expires_on or self.expires_on >= day

    def contradicts(self, other: "Decision") -> bool:
        """Whether not both can be: a pair is the same or not, and a firm is one recipient."""
        if "unsure" in (self.verdict, other.verdict) or self.firm != other.firm:
            return False
        if self.recipient == other.recipient:
            return self.verdict != other.verdict
        return self.verdict == other.verdict == "same"

    def with_cells(self, **cells: str) -> "Decision":
        """Return it with other texts in some columns."""
        return replace(self, cells={**self.cells, **cells})

    def __str__(self) -> str:
        """Say what was decided, by whom and when."""
        until = f" until {self.expires_on}" if self.expires_on else ""
        return f"{self.verdict}{until} ({self.cells['decided_by']}, {self.decided_on})"
