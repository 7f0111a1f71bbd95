"""What may be asked of benchmark_enrichment.py; misuse is refused before anything takes time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmark_result_samples import a_result

import benchmark_enrichment
from sbir_enrichment.benchmark_results.files import write_result
from sbir_enrichment.benchmarking.arguments import build_parser, parse_options
from sbir_enrichment.benchmarking.options import Options, Outputs
from sbir_enrichment.measuring.work_folders import sole_use

SCRIPT = Path(benchmark_enrichment.__file__)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the benchmark works and writes: none of it in the project."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def parsed(*arguments: str) -> tuple[Options, Outputs]:
    return parse_options(build_parser("test"), list(arguments))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sizes", "100,many"], "'many' is not a number of awards"),
        (["--sizes", "0"], "'0' is not a number of awards"),
        (["--sizes", "100,100"], "given twice"),
        (["--sample-size", "0"], "--sample-size must be at least 1"),
        (["--runs", "0"], "--runs and --threads"),
        (["--threads", "0"], "--runs and --threads"),
        (["--seed", "-1"], "--seed"),
        (["--memory-limit", "plenty"], "--memory-limit 'plenty'"),
        (["--award-data", "a.csv"], "--award-data and --recipient-lookup go together"),
        (["--prime-awards", "p.csv"], "--award-data and --recipient-lookup go together"),
        (
            ["--award-data", "a.csv", "--recipient-lookup", "r.csv", "--generated"],
            "give files or --generated",
        ),
        (["--sizes", "10,20", "--save-as-baseline"], "a baseline is of one size"),
        (["--reason", "faster joins"], "--save-as-baseline"),
        (["--top", "0"], "--top"),
        (["--output", "."], "is a folder"),
        (["--output", "n" * 250], "too long"),
        (["--output", "reports/benchmarks/baseline.json"], "--save-as-baseline writes it"),
        (["--sizes", "10,20", "--output", "sizes.md"], "name the result .json"),
        (["--memory-limit", "0GB"], "--memory-limit '0GB'"),
        (["--award-data", "", "--recipient-lookup", ""], "go together"),
        (
            ["--award-data", "a.csv", "--recipient-lookup", "r.csv"],
            "--award-data: no file at or matching",
        ),
        (["--baseline", "nowhere.json"], "nowhere.json"),
    ],
)
def test_misuse_has_one_clear_message_and_exit_code_2(
    capsys, arguments: list[str], said: str
) -> None:
    assert benchmark_enrichment.main(arguments) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("benchmark_enrichment: ") and said in last


def test_a_size_and_several_sizes_exclude_each_other(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed("--sample-size", "10", "--sizes", "10,20")
    assert ended.value.code == 2
    assert "not allowed with" in capsys.readouterr().err


def test_a_file_where_a_folder_is_needed_is_misuse(folder: Path, capsys) -> None:
    (folder / "reports").touch()
    assert benchmark_enrichment.main([]) == 2
    assert "cannot write to the folder reports/benchmarks" in capsys.readouterr().err


def test_a_folder_where_the_baseline_belongs_is_said_before_the_first_build(
    folder: Path, capsys
) -> None:
    (folder / "reports/benchmarks/baseline.json").mkdir(parents=True)
    assert benchmark_enrichment.main(["--save-as-baseline"]) == 2
    assert "--save-as-baseline: reports/benchmarks/baseline.json" in capsys.readouterr().err


def test_threads_of_the_environment_that_are_no_number_are_named(monkeypatch, capsys) -> None:
    monkeypatch.setenv("SBIR_THREADS", "many")
    with pytest.raises(SystemExit) as ended:
        parsed()
    assert ended.value.code == 2
    assert "'many' is no number of threads" in capsys.readouterr().err


def test_two_benchmarks_cannot_work_in_one_folder(folder: Path, capsys) -> None:
    work = folder / "target" / "benchmark"
    work.mkdir(parents=True)
    with sole_use(work, "wait"):
        assert benchmark_enrichment.main([]) == 2
    assert "another benchmark works in" in capsys.readouterr().err


def test_the_command_line_counts_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SBIR_THREADS", "3")
    monkeypatch.setenv("SBIR_MEMORY_LIMIT", "2GB")
    monkeypatch.setenv("SBIR_TEMP_LIMIT", "7GB")
    options, _ = parsed("--threads", "4")
    assert (options.threads, options.memory_limit, options.temp_limit) == (4, "2GB", "7GB")


def test_sizes_are_measured_from_the_smallest_to_the_largest() -> None:
    assert parsed("--sizes", "500, 100,1000")[0].sizes == (100, 500, 1000)
    assert parsed()[0].sizes == (None,)


def test_files_of_the_user_are_where_the_command_was_given(folder: Path) -> None:
    recipients = folder / "data/r.csv"
    for path in (folder / "in/a.csv", recipients):
        path.parent.mkdir()
        path.touch()
    options, _ = parsed("--award-data", "in/*.csv", "--recipient-lookup", str(recipients))
    assert options.given.settings == {
        "sbir_award_data": str(folder / "in" / "*.csv"),
        "usaspending_recipient_lookup": str(recipients),
        "usaspending_prime_awards": "",
    }


def test_the_baseline_to_compare_with_is_read_before_anything_is_built(folder: Path) -> None:
    write_result(a_result(), folder / "before.json")
    _, outputs = parsed("--baseline", "before.json")
    assert outputs.baseline == a_result()


def test_a_python_without_the_packages_goes_on_with_that_of_the_project(folder: Path) -> None:
    # -S: without site-packages, as a Python is that knows nothing of the project.
    command = [sys.executable, "-I", "-S", "-c", RUN_AS_SCRIPT.format(str(SCRIPT))]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "--save-as-baseline" in run.stdout


RUN_AS_SCRIPT = """
import runpy, sys
from pathlib import Path
script = {!r}
sys.prefix = "/somewhere/else"
sys.argv = [script, "--help"]
sys.path.insert(0, str(Path(script).parent))
runpy.run_path(script, run_name="__main__")
"""
