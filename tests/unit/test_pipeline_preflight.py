"""What is said before a run begins that could not end."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from sbir_enrichment.pipeline import preflight
from sbir_enrichment.pipeline.attempts import is_transient, seconds_to_wait
from sbir_enrichment.pipeline.command import build_parser, resume_command
from sbir_enrichment.pipeline.estimates import estimate_needs
from sbir_enrichment.pipeline.fingerprint import take_fingerprint
from sbir_enrichment.pipeline.preflight import Room, check_lock, look_over
from sbir_enrichment.pipeline.problems import PreflightError, TransientError
from sbir_enrichment.pipeline.sources import SourceFile, read_sources
from sbir_enrichment.settings.sizes import in_bytes

PROJECT = Path(__file__).parents[2]
GIB = 1024**3


def variables(**changed: str) -> dict[str, object]:
    sample = {
        "sbir_award_data": "seeds/samples/award_data.csv",
        "usaspending_recipient_lookup": "seeds/samples/recipient_lookup.csv",
        "usaspending_prime_awards": "",
    }
    return {**sample, **changed, "decisions_as_of": ""}


def test_missing_and_empty_files_are_all_named(tmp_path: Path) -> None:
    empty = tmp_path / "nothing.csv"
    empty.touch()
    with pytest.raises(PreflightError) as raised:
        read_sources(variables(sbir_award_data=str(empty), usaspending_prime_awards="/no/such.csv"))
    said = str(raised.value)
    assert "nothing.csv is empty" in said
    assert "usaspending_prime_awards" in said
    assert "/no/such.csv" in said


def test_a_database_in_other_hands_is_named_with_its_holder(tmp_path: Path) -> None:
    database = tmp_path / "held.duckdb"
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(TransientError) as raised:
            check_lock(database)
    finally:
        holder.communicate("\n")
    assert f"is open for writing by process {holder.pid}" in str(raised.value)
    check_lock(database)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.duckdb"
    foreign.write_text("hello" * 1000, encoding="utf-8")
    with pytest.raises(PreflightError, match=r"foreign.duckdb cannot be opened"):
        check_lock(foreign)


def test_a_run_that_has_room_is_let_through(tmp_path: Path) -> None:
    found = look_over(read_sources(variables()), tmp_path / "new.duckdb", "1GB")
    assert found.input_bytes > 0
    assert found.needs.memory < found.room.memory


@pytest.mark.parametrize(
    ("room", "limit", "says"),
    [
        (Room(memory=GIB // 8, disk=100 * GIB), "4GB", "of memory are needed and 128 MiB are free"),
        (Room(memory=64 * GIB, disk=GIB // 64), "4GB", "of disk are needed beside"),
        (Room(memory=64 * GIB, disk=100 * GIB), "10MB", "SBIR_MEMORY_LIMIT is 10MB; files of"),
    ],
)
def test_too_little_room_is_said_with_the_figure_that_is_needed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, room: Room, limit: str, says: str
) -> None:
    monkeypatch.setattr(preflight, "find_room", lambda database: room)
    source = SourceFile("sbir.award_data", tmp_path / "awards.csv", 100_000_000, "hash")
    with pytest.raises(PreflightError, match=says):
        look_over((source,), tmp_path / "new.duckdb", limit)


def test_needs_grow_with_the_files_and_packed_files_count_unpacked(tmp_path: Path) -> None:
    small, large = (estimate_needs(size, 0, "4GB") for size in (10**6, 10**9))
    assert small.memory < large.memory <= in_bytes("4GB") + GIB
    assert small.disk < large.disk
    plain = SourceFile("s", tmp_path / "a.csv", 10**8, "h")
    packed = SourceFile("s", tmp_path / "a.csv.gz", 10**8, "h")
    database = tmp_path / "new.duckdb"
    assert (
        look_over((packed,), database, "4GB").input_bytes
        > look_over((plain,), database, "4GB").input_bytes
    )


def test_only_what_time_can_mend_is_tried_again() -> None:
    lock = 'IO Error: Could not set lock on file "x"'
    full = "Out of Memory Error: failed to offload data block of size 256.0 KiB"
    assert is_transient([lock])
    assert is_transient([full, lock])
    assert not is_transient([lock, "match_rate_gate: FAILS"])
    assert not is_transient([])
    assert [seconds_to_wait(attempt, 10) for attempt in (1, 2, 3)] == [10, 20, 40]


def test_a_fingerprint_changes_with_what_figures_depend_on_and_with_nothing_else() -> None:
    sources = read_sources(variables())
    plain = take_fingerprint(PROJECT, sources, variables())
    assert take_fingerprint(PROJECT, sources, variables() | {"name_chunks": 3}) == plain
    stricter = take_fingerprint(PROJECT, sources, variables() | {"name_accept_score": 95})
    assert stricter.changes_since(plain) == ["settings"]
    fewer = take_fingerprint(PROJECT, sources[:1], variables())
    assert fewer.changes_since(plain) == ["inputs"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "--resume"),
        (["--preset", "maximum-speed"], "--resume --preset maximum-speed"),
        (["--vars", "{sbir_award_data: a b.csv}"], "--resume --vars '{sbir_award_data: a b.csv}'"),
        (["--vars", "{alert_webhook: 'https://a/token'}"], "--resume --vars ... (the same as now)"),
    ],
)
def test_a_failed_run_is_gone_on_with_under_its_own_settings(given: list[str], says: str) -> None:
    options = build_parser("").parse_args(given)
    assert resume_command(options) == f".venv/bin/python scripts/run_pipeline.py {says}"


def test_sizes_are_read_as_duckdb_reads_them() -> None:
    with duckdb.connect() as connection:
        for size in ("4GB", "700mb", "1.5GiB"):
            connection.execute(f"set memory_limit = '{size}'")
            shown = connection.sql("select current_setting('memory_limit')").fetchone()
            assert shown is not None
            assert in_bytes(str(shown[0]).replace(" ", "")) == pytest.approx(
                in_bytes(size), rel=0.1
            )
