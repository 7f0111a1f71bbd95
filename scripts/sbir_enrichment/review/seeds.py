"""Seeds of decisions: checked as they stand, and added to from files that people send."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.pages.spreadsheet_cells import safe_csv
from sbir_enrichment.review.checking import wrong_rows
from sbir_enrichment.review.decisions import KINDS, Decision, DecisionFile
from sbir_enrichment.review.known_names import look_up
from sbir_enrichment.review.merging import Merged, merge
from sbir_enrichment.review.problems import UnusableFileError, WrongRowsError
from sbir_enrichment.review.reading import read_decisions


def check_seed(kind: DecisionFile, database: Path, today: date) -> list[Decision]:
    """Return the rows of a seed if all of them are sound and about firms and recipients of a build.

    Raises:
        UnusableFileError: The seed cannot be read.
        WrongRowsError: It holds rows that are wrong; all of them are told.
        CouldNotCheckError: The rows are sound, but there is no build to look ids up in.
    """
    decisions = read_decisions(kind.seed, kind)
    _require_sound(decisions, kind, today)
    others = _other_decisions(kind)
    known = look_up(database, [*decisions, *others])
    current = [
        known.current(decision)
        for decision in decisions
        if not (kind.may_be_stale and known.problem(decision))
    ]
    others = [known.current(decision) for decision in others]
    findings = wrong_rows(current, kind, today, known, others=others)
    if findings:
        raise WrongRowsError(findings)
    return decisions


def merge_file(
    file: Path, kind: DecisionFile, database: Path, *, replaces: bool, today: date
) -> tuple[Merged, int]:
    """Add the decisions of a file to a seed; the seed is rewritten whole or not at all.

    Names are written as the build has them, whatever the file calls them. Two merges at once wait
    for each other.

    Args:
        file: What a page exported, or a person wrote with the same header.
        kind: What it holds, and the seed to add to.
        database: A build, to look ids up in.
        replaces: Whether a decision may take the place of an older one that it contradicts.
        today: No decision can be of a later day.

    Returns:
        What became of the decisions, and how many rows were passed over for want of a verdict.

    Raises:
        UnusableFileError: One of the files cannot be read or written.
        WrongRowsError: Rows are wrong, or contradict older ones; nothing was written.
        CouldNotCheckError: There is no build.
    """
    rows = read_decisions(file, kind)
    new = [row for row in rows if row.verdict or not kind.holds_undecided_rows]
    with _alone_with(kind.seed):
        existing, others = read_decisions(kind.seed, kind), _other_decisions(kind)
        known = look_up(database, [*new, *existing, *others])
        new, existing, others = (
            [known.current(decision) for decision in each] for each in (new, existing, others)
        )
        findings = wrong_rows(new, kind, today, known, others=others)
        if findings:
            raise WrongRowsError(findings)
        _require_sound(existing, kind, today)
        merged = merge(existing, [known.named(decision) for decision in new])
        if merged.replaced and not replaces:
            raise WrongRowsError(merged.contradictions())
        if merged.is_changed:
            _write(kind, merged.rows)
    return merged, len(rows) - len(new)


def _other_decisions(kind: DecisionFile) -> list[Decision]:
    """Read the seed of the other kind, which stands beside this one."""
    decisions = []
    for other in KINDS:
        seed = kind.seed.with_name(other.seed.name)
        if other.seed.name != kind.seed.name and other.columns != kind.columns and seed.is_file():
            decisions += read_decisions(seed, other)
    return decisions


def _require_sound(decisions: Sequence[Decision], kind: DecisionFile, today: date) -> None:
    findings = wrong_rows(decisions, kind, today)
    if findings:
        raise WrongRowsError(findings)


def _write(kind: DecisionFile, decisions: Sequence[Decision]) -> None:
    rows = ([decision.cells[name] for name in kind.columns] for decision in decisions)
    try:
        # Where the seed is a link, what it points to is written, and the link stays.
        write_whole(kind.seed.resolve(), safe_csv(kind.columns, rows))
    except OSError as error:
        raise UnusableFileError(f"{kind.seed} cannot be written: {error.strerror}") from error


@contextmanager
def _alone_with(seed: Path) -> Iterator[None]:
    """Hold the folder of the seed against other merges; the system lets go when we are killed."""
    try:
        folder = os.open(seed.resolve().parent, os.O_RDONLY)
    except OSError as error:
        raise UnusableFileError(f"{seed} cannot be read: {error.strerror}") from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
