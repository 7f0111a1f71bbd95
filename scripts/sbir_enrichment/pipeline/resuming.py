"""What of the last run can be kept."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from sbir_enrichment.pipeline.fingerprint import Fingerprint
from sbir_enrichment.pipeline.ledger import Ledger, ledger_path, read_ledger

LAST_COMMAND = "select dbt_invocation_id from history.last_command"


@dataclass(frozen=True)
class Beginning:
    """How a run begins.

    Attributes:
        ledger: What is done already.
        why: What is said of it, a sentence.
        expected_seconds: What each node took last time, by its id.
        is_complete: Whether nothing is left to do.
    """

    ledger: Ledger
    why: str
    expected_seconds: dict[str, float] = field(default_factory=dict)
    is_complete: bool = False


def begin(database: Path, fingerprint: Fingerprint, resume: bool) -> Beginning:
    """Decide what of the last run to keep.

    Nothing of it is kept unless it is asked for, and inputs, settings and code are those of then,
    and no other command of dbt has written to the database since.
    """
    last = read_ledger(ledger_path(database))
    seconds = {node: done.seconds for node, done in last.finished.items()} if last else {}
    anew = Beginning(Ledger(fingerprint), "", seconds)
    if not resume:
        return anew
    if last is None or not database.exists():
        return replace(anew, why="There is no earlier run to resume: starting from the beginning.")
    changed = last.fingerprint.changes_since(fingerprint)
    if changed:
        what = " and ".join(changed)
        return replace(anew, why=f"Not resumed: the {what} changed since. Starting over.")
    if not _wrote_last(database, last):
        return replace(
            anew, why="Not resumed: another command wrote to the database since. Starting over."
        )
    if last.is_published:
        why = "The last run came to its end, with the same inputs, settings and code."
        return Beginning(last, why, seconds, is_complete=True)
    why = f"Resuming: {len(last.finished)} nodes are done."
    return Beginning(last, why, seconds)


def _wrote_last(database: Path, ledger: Ledger) -> bool:
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            found = connection.sql(LAST_COMMAND).fetchone()
    except duckdb.Error:
        return False
    return found is not None and found[0] in ledger.commands
