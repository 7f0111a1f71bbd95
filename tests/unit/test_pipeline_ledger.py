"""What of a run is kept, and when it is not."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbir_enrichment.pipeline.fingerprint import Fingerprint
from sbir_enrichment.pipeline.ledger import (
    FinishedNode,
    Ledger,
    LedgerWriter,
    ledger_path,
    read_ledger,
)
from sbir_enrichment.pipeline.resuming import begin

FINGERPRINT = Fingerprint(inputs="i", settings="s", code="c")
NODES = [FinishedNode(f"model.p.m{number}", number / 2) for number in range(5)]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database that the command `ours` wrote to last, and the ledger of a run cut off."""
    path = tmp_path / "run.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.sql("create schema history")
        connection.sql("create table history.last_command as select 'ours' as dbt_invocation_id")
    with LedgerWriter(ledger_path(path), Ledger(FINGERPRINT)) as ledger:
        ledger.begin("ours")
        for node in NODES:
            ledger.finish(node)
    return path


def test_a_ledger_is_read_as_it_was_written(database: Path) -> None:
    ledger = read_ledger(ledger_path(database))
    assert ledger == Ledger(FINGERPRINT, {node.unique_id: node for node in NODES}, {"ours"}, False)


@given(cut=st.integers(min_value=0))
def test_a_ledger_cut_off_anywhere_keeps_what_was_whole(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.jsonl"
    with LedgerWriter(path, Ledger(FINGERPRINT)) as ledger:
        for node in NODES:
            ledger.finish(node)
    written = path.read_bytes()
    kept = written[: cut % (len(written) + 1)]
    path.write_bytes(kept)
    read = read_ledger(path)
    lines = kept.count(b"\n") + (0 if kept.endswith(b"\n") else kept.endswith(b"}}"))
    assert len(read.finished if read else ()) == max(lines - 1, 0)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null\n", '{"fingerprint": 1}', "\x00", "é" * 9])
def test_a_foreign_file_is_no_ledger(tmp_path: Path, text: str) -> None:
    path = tmp_path / "foreign.jsonl"
    path.write_text(text, encoding="latin-1")
    assert read_ledger(path) is None


def test_a_run_that_was_cut_off_is_resumed_when_asked(database: Path) -> None:
    assert len(begin(database, FINGERPRINT, resume=True).ledger.finished) == len(NODES)
    assert begin(database, FINGERPRINT, resume=True).why == "Resuming: 5 nodes are done."
    anew = begin(database, FINGERPRINT, resume=False)
    assert not anew.ledger.finished
    assert anew.expected_seconds["model.p.m4"] == 2.0


@pytest.mark.parametrize("part", ["inputs", "settings", "code"])
def test_nothing_is_kept_when_what_it_depends_on_changed(database: Path, part: str) -> None:
    changed = replace(FINGERPRINT, **{part: "other"})
    beginning = begin(database, changed, resume=True)
    assert not beginning.ledger.finished
    assert beginning.why == f"Not resumed: the {part} changed since. Starting over."


def test_nothing_is_kept_when_another_command_wrote_since(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.sql("update history.last_command set dbt_invocation_id = 'theirs'")
    beginning = begin(database, FINGERPRINT, resume=True)
    assert not beginning.ledger.finished
    assert "another command wrote to the database" in beginning.why


def test_nothing_is_kept_of_a_database_that_is_gone(database: Path) -> None:
    database.unlink()
    assert "no earlier run" in begin(database, FINGERPRINT, resume=True).why


def test_a_run_that_ended_leaves_nothing_to_do(database: Path) -> None:
    path = ledger_path(database)
    ledger = read_ledger(path)
    assert ledger
    with LedgerWriter(path, ledger) as writer:
        writer.publish()
    beginning = begin(database, FINGERPRINT, resume=True)
    assert beginning.is_complete
    assert len(beginning.ledger.finished) == len(NODES)
