"""Chunks shrink when memory is short; when nothing helps an error says what to raise."""

import re
import subprocess
import sys
import tracemalloc
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from scoring_samples import ASKED, MANY_PAIRS, Command, ask_for, database, scored_pairs

from sbir_enrichment.scoring import chunked_scoring, similarities
from sbir_enrichment.scoring.checkpoints import Checkpoints
from sbir_enrichment.scoring.keys import current_keys
from sbir_enrichment.scoring.memory_pressure import NameTooLargeError
from sbir_enrichment.scoring.name_chunks import EVERY_NAME

ROOT = Path(__file__).parents[2]
MANY = [(f"ACME NUMBER {firm} LAB", f"ACME {n} LABS") for firm in range(500) for n in range(20)]

# A process whose address space cannot grow by more than 40 MB while it compares 400,000 pairs,
# which take some 200 MB: Python itself refuses. A small table first loads all that is to be loaded.
SHORT_OF_MEMORY = """
import resource
import psutil
import scoring_samples
from sbir_enrichment.scoring import chunked_scoring, similarities

def score_in_little_memory(pairs):
    room = psutil.Process().memory_info().vms + 40_000_000
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (room, before[1]))
    try:
        return similarities.score_name_pairs(pairs)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)

connection = scoring_samples.database()
scoring_samples.ask_for(connection, scoring_samples.MANY_PAIRS)
scoring_samples.Command().run(connection)
connection.execute('''
    create or replace table given as
    select
        'ACME ' || number // 20 || ' LAB' as company_name_key,
        'ACME ' || number as recipient_name_key
    from range(400000) as numbers(number)
''')
scoring_samples.derive_pairs(connection)
chunked_scoring.score_name_pairs = score_in_little_memory
command = scoring_samples.Command()
print(len(command.run(connection, chunks=1, memory_mb=100_000)))
print(*command.lines, sep="\\n")
"""


def test_chunks_are_halved_when_python_gets_no_more_memory() -> None:
    paths = f"import sys; sys.path[:0] = ['scripts', 'tests/unit']\n{SHORT_OF_MEMORY}"
    run = subprocess.run(
        [sys.executable, "-c", paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert "\n400000\n" in f"\n{run.stdout}"
    assert "name pairs: chunk 1 halved: " in run.stdout
    (chunks,) = re.findall(r"400,000 scored in (\d+) chunks", run.stdout)
    assert int(chunks) == run.stdout.count("halved") + 1 > 1


@pytest.mark.parametrize(
    "refusal",
    [duckdb.OutOfMemoryException("could not allocate"), MemoryError(), pa.ArrowMemoryError("no")],
)
def test_a_chunk_that_fails_half_written_is_rolled_back_and_halved(
    refusal: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)
    write = Checkpoints.log

    def refuse_large_ones(self, records):
        if any(record.contents.missing_pairs > 50 for record in records):
            raise refusal
        write(self, records)

    monkeypatch.setattr(Checkpoints, "log", refuse_large_ones)
    command = Command()
    assert len(command.run(connection, chunks=1)) == len(MANY_PAIRS)
    assert scored_pairs(connection) == len(MANY_PAIRS)
    assert "name pairs: chunk 1 halved: " in command.lines[0]
    chunks = connection.sql("select count(*), max(pairs) from checkpoints.name_scoring_chunks")
    count, largest = chunks.fetchone()
    assert count > 4
    assert largest <= 50


def test_the_memory_budget_halves_chunks_before_they_begin() -> None:
    connection = database()
    ask_for(connection, MANY)
    roomy, tight = Command(), Command(is_full_refresh=True)
    expected = roomy.run(connection, chunks=1)
    assert tight.run(connection, chunks=1, memory_mb=1) == expected
    assert not [line for line in roomy.lines if "halved" in line]
    assert re.search(
        r"chunk 1 halved: 10,000 pairs take about \d MB, name_chunk_memory_mb is 1$", tight.lines[1]
    )
    assert scored_pairs(connection) == 2 * len(MANY)


def test_a_single_name_over_the_budget_is_an_error_that_names_the_setting() -> None:
    connection = database()
    ask_for(connection, [("ACME", f"ACME {number} LABS") for number in range(5000)])
    with pytest.raises(
        NameTooLargeError, match=r"5,000 pairs take about \d MB.*Raise name_chunk_memory"
    ):
        Command().run(connection, memory_mb=1)


@pytest.mark.parametrize(
    ("refusal", "remedy"),
    [
        (duckdb.OutOfMemoryException("failed to offload data\n\nadvice"), "SBIR_MEMORY_LIMIT, or"),
        (MemoryError(), "free some"),
    ],
)
def test_a_single_name_that_gets_no_memory_is_an_error_that_says_what_to_raise(
    refusal: Exception, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = database()
    ask_for(connection, MANY_PAIRS)

    def refuse(pairs):
        raise refusal

    monkeypatch.setattr(chunked_scoring, "score_name_pairs", refuse)
    with pytest.raises(NameTooLargeError, match=remedy) as caught:
        Command().run(connection)
    assert "advice" not in str(caught.value)


@pytest.mark.parametrize("letters", [5, 60])
def test_the_estimate_is_no_less_than_what_scoring_takes_and_no_more_than_twice(
    letters: int,
) -> None:
    connection = database()
    pairs = [(f"{number:0>{letters}}", f"{number + 7:0>{letters}}") for number in range(20_000)]
    ask_for(connection, pairs)
    checkpoints = Checkpoints(connection, ASKED, current_keys())
    checkpoints.prepare(forget=False)
    before = pa.total_allocated_bytes()
    tracemalloc.start()
    missing = checkpoints.missing(EVERY_NAME)
    scored = similarities.score_name_pairs(missing)
    _, python_peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    taken = missing.nbytes + python_peak + pa.total_allocated_bytes() - before
    assert scored.num_rows == len(pairs)
    assert taken <= checkpoints.contents(EVERY_NAME).estimated_bytes <= 2 * taken
