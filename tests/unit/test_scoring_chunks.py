"""However the work is cut, interrupted or ordered: the same figures, and none scored twice."""

import random
from itertools import pairwise

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_samples import MANY_PAIRS, PAIR, Command, ask_for, database, scored_pairs

from sbir_enrichment.scoring import chunked_scoring, keys, similarities
from sbir_enrichment.scoring.name_chunks import HASHES, NameChunk, cut_names

NAMES = st.text("ABC 2é", min_size=1, max_size=8)
PAIRS = st.lists(st.tuples(NAMES, NAMES), unique=True, max_size=40)


class KilledError(BaseException):
    """Stands for what ends a process from outside: nothing in the code catches it."""


def kill_after(chunks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the scorer of that many chunks work, and kill the run in the next one."""
    left = [chunks]

    def score(pairs):
        if not left[0]:
            raise KilledError
        left[0] -= 1
        return similarities.score_name_pairs(pairs)

    monkeypatch.setattr(chunked_scoring, "score_name_pairs", score)


def undisturbed(pairs: list[PAIR]) -> list[tuple[object, ...]]:
    connection = database()
    ask_for(connection, pairs)
    return Command().run(connection, chunks=1)


@settings(max_examples=20, deadline=None)
@given(pairs=PAIRS, seed=st.integers(0, 3), chunks=st.sampled_from([2, 8, 64]))
def test_chunks_threads_and_order_of_rows_change_no_figure(
    pairs: list[PAIR], seed: int, chunks: int
) -> None:
    shuffled = random.Random(seed).sample(pairs, len(pairs))
    connection = database()
    connection.execute(f"set threads = {1 + seed % 2}")
    ask_for(connection, shuffled)
    similarities_of_chunks = Command().run(connection, chunks)
    assert similarities_of_chunks == undisturbed(pairs)
    assert len(similarities_of_chunks) == len(pairs)


@pytest.mark.parametrize("chunks", [1, 8, 64])
@pytest.mark.parametrize("finished", [0, 1, 7])
def test_a_killed_run_goes_on_where_it_was(
    chunks: int, finished: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    with monkeypatch.context() as killing, pytest.raises(KilledError):
        kill_after(min(finished, chunks - 1), killing)
        Command().run(connection, chunks)
    kept = scored_pairs(connection)
    resumed = Command()
    assert resumed.run(connection, chunks) == undisturbed(MANY_PAIRS)
    assert scored_pairs(connection) == len(MANY_PAIRS)
    assert resumed.lines[-1].endswith(f"{kept:,} from checkpoints")
    assert (kept > 0) == (finished > 0 and chunks > 1)


def test_a_second_run_scores_nothing_even_when_cut_otherwise() -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    first, second = Command(), Command()
    similarities_of_pairs = first.run(connection, chunks=8)
    assert second.run(connection, chunks=3) == similarities_of_pairs
    assert first.lines == ["name pairs: 200 asked for, 200 scored in 8 chunks, 0 from checkpoints"]
    assert second.lines == ["name pairs: 200 asked for, 0 scored in 0 chunks, 200 from checkpoints"]


def test_only_new_pairs_are_scored_and_those_no_longer_asked_for_are_pruned() -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    Command().run(connection)
    others = [*MANY_PAIRS[10:], ("NEW LAB", "NEW LABS")]
    ask_for(connection, others)
    changed = Command()
    assert changed.run(connection) == undisturbed(others)
    assert changed.lines == [
        "name pairs: 10 checkpoints that nothing asks for are thrown away",
        "name pairs: 191 asked for, 1 scored in 1 chunk, 190 from checkpoints",
    ]
    kept = connection.sql("select count(*) from checkpoints.name_pair_similarities").fetchone()
    assert kept == (191,)


def test_a_pair_is_scored_again_when_a_text_compared_is_made_otherwise() -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    Command().run(connection)
    connection.execute("""
        update name_pairs set company_sorted_key = 'NOW OTHERWISE'
        where company_name_key = 'ACME 7 LAB'
    """)
    changed = Command()
    changed.run(connection)
    assert "5 scored in 1 chunk, 195 from" in changed.lines[-1]


def test_an_empty_dry_run_forgets_nothing() -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    Command().run(connection)
    ask_for(connection, [])
    assert Command().run(connection) == []
    ask_for(connection, MANY_PAIRS)
    Command().run(connection)
    assert scored_pairs(connection) == len(MANY_PAIRS)


def test_a_full_refresh_scores_everything_again() -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    Command().run(connection)
    Command(is_full_refresh=True).run(connection)
    assert scored_pairs(connection) == 2 * len(MANY_PAIRS)


@pytest.mark.parametrize("changed", ["settings_hash", "code_hash"])
def test_checkpoints_of_another_scorer_are_never_used_and_pruned(
    changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    Command().run(connection)
    others = {**vars(keys.current_keys()), changed: "another"}
    monkeypatch.setattr(chunked_scoring, "current_keys", lambda: keys.ScoringKeys(**others))
    after = Command()
    after.run(connection)
    assert "200 checkpoints of another scorer, or edited, are thrown away" in after.lines[0]
    assert scored_pairs(connection) == 2 * len(MANY_PAIRS)
    assert connection.sql(
        f"select count(*) from checkpoints.name_scoring_chunks where {changed} = 'another'"
    ).fetchone() == (8,)


def test_the_keys_follow_measures_digits_source_and_library_versions(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    now = keys.current_keys()
    assert keys.current_keys() == now
    with monkeypatch.context() as patch:
        patch.setattr(similarities, "DIGITS", 5)
        assert keys.current_keys().settings_hash != now.settings_hash
    with monkeypatch.context() as patch:
        patch.setattr(similarities, "MEASURES", similarities.MEASURES[:2])
        assert keys.current_keys().settings_hash != now.settings_hash
    with monkeypatch.context() as patch:
        patch.setattr(keys, "version", lambda library: "99")
        assert keys.current_keys().code_hash != now.code_hash
    with monkeypatch.context() as patch:
        (tmp_path / "similarities.py").write_text("# another scorer", encoding="utf-8")
        patch.setattr(similarities, "__file__", str(tmp_path / "similarities.py"))
        assert keys.current_keys().code_hash != now.code_hash


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        ("update {kept} set edit_similarity = 0.5 where pair_hash % 2 = 0", "or edited"),
        ("update {kept} set jaro_winkler_similarity = null", "or edited"),
        ("update {kept} set row_check = null", "or edited"),
        ("update {kept} set pair_hash = 0", "or edited"),
        ("insert into {kept} from {kept}", "twice"),
        ("alter table {kept} drop column row_check", "another shape"),
        ("alter table {kept} alter edit_similarity type text", "another shape"),
        ("alter table {log} drop column seconds", "another shape"),
        ("drop table {kept}", None),
        ("delete from {kept}", None),
        ("drop schema checkpoints cascade", None),
    ],
)
def test_a_broken_checkpoint_is_rebuilt_and_said(damage: str, finding: str | None) -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    before = Command().run(connection)
    tables = {
        "kept": "checkpoints.name_pair_similarities",
        "log": "checkpoints.name_scoring_chunks",
    }
    connection.execute(damage.format(**tables))
    mended, again = Command(), Command()
    assert mended.run(connection) == before
    assert finding is None or finding in mended.lines[0]
    assert again.run(connection) == before
    assert "0 scored in 0 chunks" in again.lines[-1]


def test_the_log_tells_of_every_chunk_of_every_run() -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    command = Command()
    command.run(connection, chunks=2)
    Command().run(connection, chunks=2)
    rows = connection.sql("""
        select chunk, chunks, sum(names), sum(pairs), sum(pairs_scored), sum(pairs_reused),
            count(distinct input_hash), count(pairs_per_second), min(seconds) > 0,
            count(finished_at), min(invocation_id)
        from checkpoints.name_scoring_chunks group by all order by chunk
    """).fetchall()
    assert [row[0] for row in rows] == ["1", "2"]
    assert [sum(row[column] for row in rows) for column in (2, 3, 4, 5)] == [80, 400, 200, 200]
    assert {row[6:] for row in rows} == {(1, 1, True, 2, "test")}
    assert [note for note in command.notes if "chunk 2 of 2 committed" in note]


@given(chunks=st.integers(1, 1024))
def test_chunks_cover_every_hash_once(chunks: int) -> None:
    cut = cut_names(chunks)
    assert len(cut) == chunks
    assert (cut[0].first, cut[-1].last) == (0, HASHES - 1)
    assert all(before.last + 1 == after.first for before, after in pairwise(cut))


@given(first=st.integers(0, HASHES - 2), width=st.integers(1, HASHES))
def test_halves_cover_their_chunk_once(first: int, width: int) -> None:
    chunk = NameChunk("3", first, min(first + width, HASHES - 1))
    lower, upper = chunk.halves()
    assert (lower.first, lower.last + 1, upper.last) == (chunk.first, upper.first, chunk.last)
    assert (lower.label, upper.label) == ("3.1", "3.2")
    assert lower.first <= lower.last
    assert upper.first <= upper.last


def test_nothing_of_a_chunk_is_kept_when_its_record_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    monkeypatch.setattr(chunked_scoring.ChunkRecord, "values", lambda record, keys: ["too few"])
    with pytest.raises(duckdb.Error):
        Command().run(connection)
    kept = connection.sql("select count(*) from checkpoints.name_pair_similarities").fetchone()
    assert kept == (0,)
