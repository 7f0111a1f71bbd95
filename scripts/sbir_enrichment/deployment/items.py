"""What an item of the list is, and what a look at it finds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sbir_enrichment.deployment.site import Site

Group = Literal[
    "before", "infrastructure", "testing", "deployment", "after", "maintenance", "rollback"
]
GROUPS: tuple[Group, ...] = get_args(Group)


class NoEvidenceError(Exception):
    """There is nothing to look at, or it cannot be read; the message says what is missing."""


@dataclass(frozen=True)
class Finding:
    """What a look found.

    Attributes:
        is_good: Whether it is as it should be.
        evidence: What was seen, in a sentence without its full stop.
        of: When that was so; None is now.
    """

    is_good: bool
    evidence: str
    of: datetime | None = None


@dataclass(frozen=True)
class Item:
    """One line of the list.

    Attributes:
        key: Names it on the command line.
        title: What must be so.
        why: What goes wrong where it is not so, or what a person has to do.
        probe: Looks; None where a person has to, and sign.
        mend: Commands, to be given from the folder of the project. They may name `{database}`,
            `{build}` (what to put before `make`) and `{full_size}`.
        is_critical: Whether the check fails while it is open.
        age_days: How old evidence may be; None where it is of now.
        since_build: Whether a signature counts only if the build was there by then.
    """

    key: str
    group: Group
    title: str
    why: str
    probe: Callable[[Site], Finding] | None = None
    mend: tuple[str, ...] = ()
    is_critical: bool = True
    age_days: int | None = None
    since_build: bool = False
