"""What the project decided of each labelled firm, beside what is true of it."""

from dataclasses import dataclass, fields
from pathlib import Path

import duckdb
import pyarrow as pa

from sbir_enrichment.evaluation.labelled_firms import LabelledFirm
from sbir_enrichment.evaluation.verdict_queries import (
    LABELLED,
    PAIRS,
    SCORED,
    TRUE_PAIRS,
    TRUTH,
    VERDICTS,
)


@dataclass(frozen=True)
class Verdict:
    """The verdict on one labelled firm and what it is to be compared with.

    Attributes:
        accepted_id: The accepted recipient; None unless match_status is `accepted`.
        best_id: The best candidate, accepted or not; None below the review score.
        true_ids: Recipients of the universe that are the firm; empty for a withheld firm.
        is_true_a_candidate: Blocking found one of them.
        true_name: The nearest of them to being accepted, with its place, score and evidence.
    """

    number: int
    match_status: str
    match_score: float | None
    accepted_id: str | None
    best_id: str | None
    match_reason: str | None
    best_name: str | None
    best_place: str
    best_uei: str | None
    true_ids: frozenset[str]
    is_true_a_candidate: bool
    true_name: str | None
    true_place: str
    true_score: float | None
    true_evidence: str | None

    @property
    def is_right(self) -> bool:
        """Accepted, and with the right recipient."""
        return self.accepted_id in self.true_ids


@dataclass(frozen=True)
class ScoredPair:
    """One candidate pair of a labelled firm; `is_best` of all the firm's."""

    number: int
    match_score: float
    is_right: bool
    is_best: bool


def open_verdicts(database: Path, firms: tuple[LabelledFirm, ...]) -> duckdb.DuckDBPyConnection:
    """Open a built database, read-only, with labels and scored pairs beside its tables."""
    connection = open_labelled(database, firms)
    for statement in (PAIRS, TRUE_PAIRS):
        connection.execute(statement)
    return connection


def open_labelled(database: Path, firms: tuple[LabelledFirm, ...]) -> duckdb.DuckDBPyConnection:
    """Open a built database, read-only, with the tables `labelled_companies` and `truth` beside it.

    A withheld firm gets no true recipient, whatever UEIs its label lists.
    """
    connection = duckdb.connect(str(database), read_only=True)
    known = [firm for firm in firms if not firm.is_withheld]
    ueis = [(firm.number, uei) for firm in known for uei in firm.true_ueis]
    truths = {firm.number: firm.true_recipient_id for firm in known}
    numbers = [firm.number for firm in firms]
    connection.register(
        "labels",
        pa.table(
            {
                "number": pa.array(numbers, pa.int64()),
                "true_recipient_id": pa.array(map(truths.get, numbers), pa.string()),
            }
        ),
    )
    connection.register(
        "label_ueis",
        pa.table(
            {
                "number": pa.array([number for number, _ in ueis], pa.int64()),
                "uei": pa.array([uei for _, uei in ueis], pa.string()),
            }
        ),
    )
    for statement in (LABELLED, TRUTH):
        connection.execute(statement)
    return connection


def read_verdicts(connection: duckdb.DuckDBPyConnection) -> list[Verdict]:
    """Return the verdict on every labelled firm, in the order of their numbers."""
    rows = connection.sql(VERDICTS).to_arrow_table().to_pylist()
    assert not rows or set(rows[0]) == {field.name for field in fields(Verdict)}  # noqa: S101
    return [Verdict(**{**row, "true_ids": frozenset(row["true_ids"])}) for row in rows]


def read_scored_pairs(connection: duckdb.DuckDBPyConnection) -> list[ScoredPair]:
    """Return every scored pair of every labelled firm."""
    return [ScoredPair(*row) for row in connection.sql(SCORED).fetchall()]
