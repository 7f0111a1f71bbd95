"""The command of the comparison: what it takes, how it ends, what it leaves behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from regression_samples import SECONDS, of_models

import detect_performance_regression
from sbir_enrichment.benchmark_results.conditions import Revision
from sbir_enrichment.benchmark_results.files import result_path, write_result
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmarking.options import Options
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.regression import command_line
from sbir_enrichment.regression.measuring_now import options_like
from sbir_enrichment.regression.report import Report
from sbir_enrichment.regression.sources import newest_after
from sbir_enrichment.regression.staleness import why_changed, why_stale
from sbir_enrichment.regression.worktrees import checked_out

SCRIPTS = Path(detect_performance_regression.__file__).parent
SLOWER = {**SECONDS, "int_names": 6.0}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch) -> Path:
    """A folder without any result; the command looks for them below where it is given."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def detect(*arguments: object) -> int:
    return detect_performance_regression.main([str(argument) for argument in arguments])


def kept(result: BenchmarkResult, name: str = "") -> Path:
    path = Path("reports/benchmarks") / name if name else result_path(result)
    write_result(result, path)
    return path


def test_a_failure_ends_with_1_only_if_asked_for(capsys) -> None:
    kept(of_models(), "baseline.json")
    current = kept(of_models(SLOWER, day=1))
    assert detect("--current", current) == 0
    assert detect("--current", current, "--fail-on-regression") == 1
    assert "Failure: int_names, time: 50 % slower" in capsys.readouterr().out
    assert detect("--current", kept(of_models(day=2)), "--fail-on-regression") == 0


def test_a_limit_of_the_command_line_beats_the_setting() -> None:
    kept(of_models(), "baseline.json")
    current = kept(of_models(SLOWER, day=1))
    flags = ["--time-failure-threshold", 80, "--time-warning-threshold", 60]
    assert detect("--current", current, "--fail-on-regression", *flags) == 0
    memory = kept(of_models(day=2, peak_mb=1_600, shuffle=1))
    assert detect("--current", memory, "--fail-on-regression") == 1
    flags = ["--memory-failure-threshold", 80, "--memory-warning-threshold", 70]
    assert detect("--current", memory, "--fail-on-regression", *flags) == 0


def test_what_is_not_comparable_ends_with_3() -> None:
    kept(of_models(), "baseline.json")
    other = kept(of_models(SLOWER, day=1, threads=8))
    assert detect("--current", other, "--fail-on-regression") == 3


def test_without_a_baseline_it_says_how_to_make_one(capsys) -> None:
    assert detect() == 3
    assert "benchmark_enrichment.py --save-as-baseline" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--current", "nowhere.json"], "--current: cannot read nowhere.json"),
        (["--baseline", "broken.json"], "broken.json is no result of benchmark_enrichment.py"),
        (["--base-ref", "HEAD", "--current", "x.json"], "--base-ref measures both sides"),
        (["--base-ref", "no-such-commit"], "'no-such-commit' is no commit"),
        (["--base-ref=--output=x"], "'--output=x' is no commit"),
        (["--time-warning-threshold", "30"], "fails at 25 but warns only at 30"),
        (["--time-failure-threshold", "-1"], "--time-failure-threshold is -1.0; it must lie"),
        (["--memory-failure-threshold", "nan"], "--memory-failure-threshold must be a number"),
        (["--output-html", "."], "--output-html: . is a folder"),
        (["--output-html", "broken.json/page.html"], "it is a file"),
        (["--output-json", "reports/benchmarks/baseline.json"], "holds a benchmark result"),
        (["--output-json", "same", "--output-html", "./same"], "both name"),
        (["--current", "x.json", "--runs", "7"], "--current names what is judged"),
        (["--runs", "0"], "--runs"),
    ],
)
def test_misuse_ends_with_2_and_one_message(arguments: list[str], says: str, capsys) -> None:
    Path("broken.json").write_text("{}")
    kept(of_models(), "baseline.json")
    assert detect(*arguments) == 2
    said = capsys.readouterr().err
    assert says in said
    assert "Traceback" not in said


def test_every_output_is_written_whole_and_the_last_line_names_it(capsys) -> None:
    kept(of_models(), "baseline.json")
    outputs = {
        "--output-json": Path("out/report.json"),
        "--output-markdown": Path("out/report.md"),
        "--output-html": Path("out/report.html"),
        "--output-github-comment": Path("out/comment.md"),
    }
    flags = [part for pair in outputs.items() for part in pair]
    assert detect("--current", kept(of_models(SLOWER, day=1)), *flags) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[-4:] == [str(path) for path in outputs.values()]
    report = Report.model_validate_json(outputs["--output-json"].read_text())
    assert report.verdict == "failure"
    for path in list(outputs.values())[1:]:
        assert "50 % slower" in path.read_text()
    assert sorted(path.name for path in Path("out").iterdir()) == [
        *("comment.md", "report.html", "report.json", "report.md"),
    ]


def test_files_are_written_though_nobody_reads_what_is_printed() -> None:
    kept(of_models(), "baseline.json")
    reading, closed = os.pipe()
    os.close(reading)
    script = SCRIPTS / "detect_performance_regression.py"
    flags = ["--current", kept(of_models(SLOWER, day=1)), "--output-json", "report.json"]
    done = subprocess.run(
        [sys.executable, script, *flags], stdout=closed, stderr=subprocess.PIPE, check=False
    )
    os.close(closed)
    assert done.returncode == 3  # and not 1, which says that a failure was found
    assert b"Traceback" not in done.stderr
    assert json.loads(Path("report.json").read_text())["verdict"] == "failure"


def test_a_crash_is_told_in_every_output_and_is_no_failure(monkeypatch) -> None:
    def crash(*_: object) -> None:
        raise CouldNotMeasureError("dbt build failed with exit code 1; it said at last:\nboom")

    monkeypatch.setattr(command_line, "measure_alone", crash)
    kept(of_models(), "baseline.json")
    outputs = ["--output-json", "report.json", "--output-github-comment", "comment.md"]
    assert detect("--fail-on-regression", *outputs) == 3
    assert json.loads(Path("report.json").read_text())["verdict"] == "not measured"
    assert "boom" in Path("comment.md").read_text()


def test_archived_results_count_and_foreign_files_are_named(capsys) -> None:
    for day in range(1, 7):
        result = of_models(day=day, shuffle=day, accepted=900 - 10 * day)
        write_result(result, Path(f"reports/archive/benchmark/{result.run_id}.json"))
    Path("reports/benchmarks").mkdir()
    Path("reports/benchmarks/benchmark_foreign.json").write_text("[]")
    kept(of_models(accepted=865), "baseline.json")
    assert detect("--current", kept(of_models(day=9, accepted=860)), "--fail-on-regression") == 0
    printed = capsys.readouterr().out
    assert "benchmark_foreign.json" in printed
    assert "recent results" not in printed  # 86.0 % is as good as the baseline's 86.5 %, nearly


def test_the_newest_result_after_the_baseline_is_judged() -> None:
    results = [of_models(day=day) for day in range(4)]
    assert newest_after(results[1], results) == results[3]
    assert newest_after(results[3], results) is None
    pinned = results[3].model_copy(update={"started_at": "2020-01-01T00:00:00+00:00"})
    assert newest_after(pinned, results) == results[2]


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository of two commits."""
    git(folder, "init", "--quiet", "--initial-branch=main", "project")
    project = folder / "project"
    for text in ("first", "second"):
        (project / "models").mkdir(exist_ok=True)
        (project / "models/model.sql").write_text(text)
        git(project, "add", "models")
        git(project, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", text)
    return project


def git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout.strip()


def of_revision(commit: str, is_changed: bool, day: int = 0) -> BenchmarkResult:
    result = of_models(day=day)
    revision = Revision(commit=commit, is_changed=is_changed)
    conditions = result.conditions.model_copy(update={"revision": revision})
    return result.model_copy(update={"conditions": conditions})


LONG_BEFORE, LONG_AFTER = "2000-01-01T00:00:00+00:00", "2126-01-01T00:00:00+00:00"


def stale(repository: Path, commit: str, is_changed: bool, started_at: str = LONG_AFTER) -> str:
    result = of_revision(commit, is_changed).model_copy(update={"started_at": started_at})
    return why_stale(result, repository)


def test_a_result_is_stale_when_the_code_is_another(repository: Path) -> None:
    head, before = git(repository, "rev-parse", "HEAD"), git(repository, "rev-parse", "HEAD^")
    assert stale(repository, head, False) == ""
    assert stale(repository, head, True) == "its changes are no longer there"
    assert "models/model.sql is not as in its commit" in stale(repository, before, False)
    assert stale(repository, before, False, LONG_BEFORE) == "models/model.sql was changed since"
    assert "is not in this repository" in stale(repository, "f" * 40, False)
    # Measured with changes that were committed afterwards, as they were.
    assert stale(repository, before, True) == ""


def test_a_result_is_stale_when_the_code_has_changed_since(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD")
    (repository / "README.md").write_text("no build reads this")
    assert stale(repository, head, False, LONG_BEFORE) == ""
    assert why_changed(Revision(commit=head, is_changed=True), LONG_BEFORE, repository) == ""
    (repository / "models/model.sql").write_text("third")
    assert stale(repository, head, True) == ""
    assert stale(repository, head, True, LONG_BEFORE) == "models/model.sql was changed since"
    assert "is not as in its commit" in stale(repository, head, False)
    git(repository, "checkout", "--quiet", "models")
    (repository / "models/new.sql").write_text("new")  # git follows it not yet; dbt reads it
    assert stale(repository, head, False, LONG_BEFORE) == "models/new.sql was changed since"


def test_what_is_measured_now_is_measured_as_the_baseline_was(tmp_path: Path) -> None:
    asked = Options(project=tmp_path, work_folder=tmp_path, runs=5, threads=1)
    like = options_like(of_models(runs=3, threads=2), asked, [])
    assert (like.runs, like.threads, like.memory_limit) == (3, 2, "4GB")
    assert (like.sizes, like.is_generated, like.seed) == ((1_000,), True, 7)
    assert options_like(of_models(runs=3, threads=2), asked, ["threads"]).threads == 1
    given = of_models()
    sample = given.conditions.sample.model_copy(update={"origin": "given"})
    conditions = given.conditions.model_copy(update={"sample": sample})
    with pytest.raises(CouldNotMeasureError, match="--award-data"):
        options_like(given.model_copy(update={"conditions": conditions}), asked, [])


def test_another_commit_is_checked_out_and_gone_afterwards(repository: Path) -> None:
    before = git(repository, "rev-parse", "HEAD^")
    with checked_out(repository, before) as tree:
        assert (tree / "models/model.sql").read_text() == "first"
        assert (repository / "models/model.sql").read_text() == "second"
    assert not tree.parent.exists()
    assert len(git(repository, "worktree", "list").splitlines()) == 1


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_comparison_leaves_no_checkout(repository: Path, signal_number: int) -> None:
    script = (
        "import sys, time; from pathlib import Path\n"
        "from sbir_enrichment.regression.worktrees import checked_out\n"
        "with checked_out(Path(sys.argv[1]), sys.argv[2]) as tree:\n"
        "    print(tree, flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(repository), git(repository, "rev-parse", "HEAD")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
    )
    assert process.stdout is not None
    tree = Path(process.stdout.readline().strip())
    assert (tree / "models/model.sql").exists()
    process.send_signal(signal_number)
    process.communicate()
    waited_until = time.monotonic() + 20
    while tree.parent.exists() or len(git(repository, "worktree", "list").splitlines()) > 1:
        assert time.monotonic() < waited_until, "the checkout is still there"
        time.sleep(0.05)
