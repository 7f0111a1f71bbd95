"""What is printed and written of a benchmark."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from benchmark_result_samples import a_result
from rich.console import Console

from sbir_enrichment.benchmark_results.files import BASELINE, RESULTS, read_result
from sbir_enrichment.benchmark_results.measurements import ModelRun
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmark_results.sizes import Sizes
from sbir_enrichment.benchmarking.differences import difference_table, unlike_conditions
from sbir_enrichment.benchmarking.figures import Spread, figures_of_models, spread_of
from sbir_enrichment.benchmarking.options import Outputs
from sbir_enrichment.benchmarking.overheads import Pair, overhead_of
from sbir_enrichment.benchmarking.reports import print_difference, print_results, to_markdown
from sbir_enrichment.benchmarking.tables import Table, models_by_size, models_of, whole_builds
from sbir_enrichment.benchmarking.writing import NO_REASON, write_results


def cell(table: Table, row: str, column: str) -> str:
    (found,) = [cells for cells in table.rows if cells[0] == row]
    return found[table.header.index(column)]


def with_models(result: BenchmarkResult, *names: str) -> BenchmarkResult:
    """Return the result with models of these names in every build, the first the slowest."""
    runs = tuple(
        run.model_copy(
            update={
                "models": tuple(
                    ModelRun(name=name, status="success", seconds=run.wall_seconds / number)
                    for number, name in enumerate(names, start=2)
                )
            }
        )
        for run in result.runs
    )
    return result.model_copy(update={"runs": runs})


def test_a_figure_is_the_median_of_the_builds_with_its_range() -> None:
    table = whole_builds([a_result(wall_seconds=(9.0, 30.0, 10.0))])
    assert cell(table, "build, s", "1,000") == "10.0 (9.0 to 30.0)"
    assert cell(table, "awards per second", "1,000") == "100.0"
    assert cell(table, "match rate", "1,000") == "80.00%"
    assert cell(table, "precision", "1,000") == "-"


def test_what_was_never_measured_has_no_spread() -> None:
    assert spread_of([None, None]) is None
    assert spread_of([None, 3.0, 1.0]) == Spread(2.0, 1.0, 3.0)


def test_models_stand_by_their_median_time_and_the_others_together() -> None:
    result = with_models(a_result(wall_seconds=(12.0,)), "slow", "middling", "quick")
    assert [model.name for model in figures_of_models(result)] == ["slow", "middling", "quick"]
    table = models_of(result, shown=1)
    assert [row[0] for row in table.rows] == ["slow", "2 others together"]
    assert table.rows[1][1] == "7.00"
    assert {len(row) for row in table.rows} == {len(table.header)}


def test_a_model_that_is_missing_at_one_size_is_said_to_be() -> None:
    small = with_models(a_result(wall_seconds=(2.0,)), "old")
    large = with_models(a_result(wall_seconds=(4.0,)), "old", "new")
    table = models_by_size([small, large], shown=5)
    assert table.rows == (("old", "1.00", "2.00"), ("new", "-", "1.33"))


def test_names_are_text_and_no_markup() -> None:
    result = with_models(a_result(), "int_[bold]", "<script>|")
    console = Console(record=True, width=160, file=StringIO())
    print_results([result], 5, console)
    assert "int_[bold]" in console.export_text()
    markdown = to_markdown([result], 5)
    assert "&lt;script>\\|" in markdown and "<script>" not in markdown


def test_several_sizes_are_one_table_with_a_column_each() -> None:
    results = [a_result(input_rows=100), a_result(input_rows=200)]
    table = whole_builds(results)
    assert {len(row) for row in table.rows} == {3}
    assert to_markdown(results, 5).count("| awards |") == 1


def test_the_overhead_is_the_median_over_pairs_and_says_its_range() -> None:
    pairs = [
        Pair(10.0, 10.1, 20.0, 20.2),
        Pair(10.0, 13.0, 20.0, 20.8),
        Pair(10.0, 10.3, 20.0, 19.8),
    ]
    overhead = overhead_of(pairs)
    assert overhead.wall_share == pytest.approx(0.03)
    assert overhead.cpu_share == pytest.approx(0.01)
    assert (overhead.cpu_lowest, overhead.cpu_highest) == pytest.approx((-0.01, 0.04))


def test_the_difference_to_a_baseline_has_its_direction() -> None:
    before, now = a_result(wall_seconds=(10.0,)), a_result(wall_seconds=(12.0,), accepted=740)
    table = difference_table(before, now)
    assert cell(table, "build, s", "change") == "+20.0%"
    assert cell(table, "match rate", "change") == "-6.00 points"
    assert cell(table, "awards", "change") == "+0.0%"


def test_conditions_that_differ_are_said_beside_the_difference() -> None:
    before = a_result(threads=1, processor="Made-up 2000", input_rows=500)
    console = Console(record=True, width=160, file=StringIO())
    print_difference(before, a_result(), console)
    said = console.export_text()
    assert "Not like with like: engine, threads: 1, now 2" in said
    assert "Not like with like: machine, processor: Made-up 2000, now Made-up 3000" in said


def test_other_content_under_like_counts_is_not_like() -> None:
    now = a_result()
    other = now.conditions.inputs[0].model_copy(update={"content_hash": "z"})
    before = now.conditions.model_copy(update={"inputs": (other,)})
    (said,) = unlike_conditions(before, now.conditions)
    assert said.startswith("sbir.award_data: 1,000 rows")
    assert list(unlike_conditions(now.conditions, now.conditions)) == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_result_is_written_under_its_time_and_where_asked(folder: Path) -> None:
    assert list(write_results([a_result()], Outputs())) == [
        RESULTS / "benchmark_20261122_090000.json"
    ]
    elsewhere = Outputs(output=folder / "elsewhere.json")
    assert list(write_results([a_result()], elsewhere)) == [folder / "elsewhere.json"]
    assert not BASELINE.exists()


def test_a_baseline_says_who_saved_it_when_and_why(folder: Path) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "config", "user.name", "Ada Lovelace"], check=True)
    written = list(write_results([a_result()], Outputs(saves_baseline=True, reason="new joins")))
    assert written == [BASELINE, RESULTS / "benchmark_20261122_090000.json"]
    pinned = read_result(BASELINE).pinned
    assert (pinned.by, pinned.reason) == ("Ada Lovelace", "new joins")
    assert pinned.at.endswith("+00:00")
    assert read_result(written[1]).pinned is None
    list(write_results([a_result()], Outputs(saves_baseline=True)))
    assert read_result(BASELINE).pinned.reason == NO_REASON


def test_sizes_are_written_each_and_together(folder: Path) -> None:
    results = [a_result(run_id=f"20261122_09000{second}_ab12") for second in (0, 1)]
    *singles, document, together = write_results(results, Outputs())
    assert [read_result(path) for path in singles] == results
    assert document == RESULTS / "sizes_20261122_090000.md" and document.exists()
    assert Sizes.model_validate_json(together.read_text()).results == tuple(results)


WRITE_FOR_EVER = """
from benchmark_result_samples import a_result
from sbir_enrichment.benchmarking.options import Outputs
from sbir_enrichment.benchmarking.writing import write_results
results = [a_result(wall_seconds=(1.0,) * 400), a_result(wall_seconds=(2.0,) * 300)]
while True:
    for result in results:
        list(write_results([result], Outputs(saves_baseline=True)))
"""


def test_killing_it_while_it_writes_leaves_whole_files(folder: Path) -> None:
    paths = f"{Path(__file__).parents[2] / 'scripts'}{os.pathsep}{Path(__file__).parent}"
    environment = os.environ | {"PYTHONPATH": paths}
    process = subprocess.Popen([sys.executable, "-c", WRITE_FOR_EVER], env=environment)
    try:
        deadline = time.monotonic() + 60
        while not list(RESULTS.glob("benchmark_*.json")):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        for pause in (0.0, 0.003, 0.011, 0.017):  # wherever it is in its writing
            time.sleep(pause)
            process.send_signal(signal.SIGSTOP)
            for path in RESULTS.glob("*.json"):
                assert len(read_result(path).runs) in (300, 400)
            process.send_signal(signal.SIGCONT)
    finally:
        process.kill()
        process.wait()
    assert {path.name for path in RESULTS.glob("*.json")} == {
        "baseline.json",
        "benchmark_20261122_090000.json",
    }
    assert all(read_result(path) for path in RESULTS.glob("*.json"))
