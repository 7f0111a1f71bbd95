"""What a Python model may know of the dbt command that runs it, and how it speaks in dbt's log."""

from collections.abc import Callable
from dataclasses import dataclass

from dbt.events.types import JinjaLogDebug, JinjaLogInfo
from dbt.flags import get_flags
from dbt_common.events.functions import fire_event
from dbt_common.invocation import get_invocation_id


@dataclass(frozen=True)
class Invocation:
    """One command of dbt.

    Attributes:
        invocation_id: the id that also stands in the marts.
        is_full_refresh: whether `--full-refresh` was given.
        is_quiet: whether `--quiet` was given.
        say: writes a line to the terminal (unless quiet) and to dbt's log.
        note: writes a line to dbt's log alone, at its level `debug`.
    """

    invocation_id: str
    is_full_refresh: bool
    is_quiet: bool
    say: Callable[[str], None]
    note: Callable[[str], None]


def current_invocation() -> Invocation:
    """Return the command that is running in this process."""
    flags = get_flags()
    return Invocation(
        invocation_id=get_invocation_id(),
        is_full_refresh=bool(flags.FULL_REFRESH),
        is_quiet=bool(flags.QUIET),
        say=lambda line: fire_event(JinjaLogInfo(msg=line)),
        note=lambda line: fire_event(JinjaLogDebug(msg=line)),
    )
