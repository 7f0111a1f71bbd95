"""What is archived stays as it was, byte by byte, and nothing else gets in."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from history_samples import a_report, a_run, write_reports, write_runs
from hypothesis import given, settings
from hypothesis import strategies as some

import analyze_performance_history
from sbir_enrichment.benchmark_results.files import write_result
from sbir_enrichment.benchmark_results.result import Pinned
from sbir_enrichment.benchmark_results.sizes import Sizes
from sbir_enrichment.history.archive import archive_results
from sbir_enrichment.history.folders import Folders, read_files, read_runs


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "archive", tmp_path / "benchmarks", tmp_path / "quality")


def command(folders: Folders, *arguments: str) -> int:
    return analyze_performance_history.main(
        [
            *arguments,
            *("--archive-folder", str(folders.archive)),
            *("--benchmarks-folder", str(folders.benchmarks)),
            *("--quality-folder", str(folders.quality)),
        ]
    )


def everything_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*.json"))
    }


def test_a_copy_has_the_bytes_and_the_time_of_the_result(folders: Folders, capsys) -> None:
    (path,) = write_runs(folders.benchmarks, [a_run(0)])
    path.write_bytes(path.read_bytes() + b"\n\n")
    os.utime(path, ns=(1, 1_600_000_000_123_456_789))
    assert command(folders, "--archive") == 0
    assert everything_in(folders.archive) == {
        "benchmark/20261101_090000_ab.json": (path.read_bytes(), 1_600_000_000_123_456_789)
    }
    assert "1 result archived, 0 there before" in capsys.readouterr().out


def test_archiving_again_changes_nothing(folders: Folders, capsys) -> None:
    write_runs(folders.benchmarks, [a_run(0), a_run(1)])
    command(folders, "--archive")
    before = everything_in(folders.archive)
    assert command(folders, "--archive") == 0
    assert everything_in(folders.archive) == before
    assert "0 results archived, 2 there before" in capsys.readouterr().out


def test_a_result_that_is_gone_stays_in_the_archive(folders: Folders) -> None:
    (path,) = write_runs(folders.benchmarks, [a_run(0)])
    command(folders, "--archive")
    path.unlink()
    write_runs(folders.benchmarks, [a_run(1)])
    command(folders, "--archive")
    assert len(read_runs(folders, ["benchmark"]).found) == 2


def test_the_same_id_with_other_content_is_named_and_refused(folders: Folders, capsys) -> None:
    (path,) = write_runs(folders.benchmarks, [a_run(0)])
    command(folders, "--archive")
    before = everything_in(folders.archive)
    write_result(a_run(0, wall_seconds=(1.0,)), path)
    assert command(folders, "--archive") == 1
    assert everything_in(folders.archive) == before
    said = capsys.readouterr().err
    assert str(path) in said and "other content" in said


def test_a_baseline_is_archived_beside_its_run_and_counts_as_no_run_of_its_own(
    folders: Folders,
) -> None:
    run = a_run(0)
    write_runs(folders.benchmarks, [run])
    pinned = Pinned(by="someone", at="2026-11-02T10:00:00+00:00", reason="release")
    write_result(run.model_copy(update={"pinned": pinned}), folders.benchmarks / "baseline.json")
    assert command(folders, "--archive") == 0
    assert list(everything_in(folders.archive / "benchmark")) == [
        "20261101_090000_ab.json",
        "20261101_090000_ab_pinned_202611021000000000.json",
    ]
    (only,) = read_runs(folders, ["benchmark"]).found
    assert not only.entry.is_pinned
    assert len(read_files(folders, ["benchmark"]).found) == 2


def test_a_baseline_whose_run_is_gone_stands_in_for_it(folders: Folders) -> None:
    pinned = Pinned(by="someone", at="2026-11-02T10:00:00+00:00", reason="release")
    run = a_run(0).model_copy(update={"pinned": pinned})
    write_result(run, folders.benchmarks / "baseline.json")
    (only,) = read_runs(folders, ["benchmark"]).found
    assert only.entry.run_id == run.run_id


def test_results_of_several_sizes_are_archived_each_and_not_together(
    folders: Folders, capsys
) -> None:
    runs = [a_run(0), a_run(1)]
    write_runs(folders.benchmarks, runs)
    together = Sizes(results=tuple(runs)).model_dump_json()
    (folders.benchmarks / "sizes_20261101_090000.json").write_text(together)
    assert command(folders, "--archive", "--strict") == 0
    assert len(everything_in(folders.archive)) == 2
    assert not capsys.readouterr().err


def test_a_quality_report_from_before_a_part_was_added_is_read_too(
    folders: Folders, capsys
) -> None:
    (path,) = write_reports(folders.quality, [a_report(0)])
    told = json.loads(path.read_text())
    del told["flags"], told["issues"]
    path.write_text(json.dumps({**told, "something_new": 1}))
    assert command(folders, "--archive", "--strict") == 0
    (found,) = read_runs(folders, ["quality"]).found
    assert found.entry.figures["match_rate"] == 0.8


BAD = {
    "empty": b"",
    "half": b'{"schema_version": 1, "run_id": "2026',
    "foreign": b'{"verdict": "pass"}',
    "not text": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
@pytest.mark.parametrize("action", ["--archive", "--list", "--query", "--trend-report"])
def test_a_file_that_is_no_result_is_named_and_skipped_and_an_error_if_asked_for(
    folders: Folders, capsys, content: bytes, action: str
) -> None:
    write_runs(folders.benchmarks, [a_run(0)])
    (folders.benchmarks / "odd.json").write_bytes(content)
    (folders.benchmarks / "folder.json").mkdir()
    assert command(folders, action) == 0
    said = capsys.readouterr().err
    assert "odd.json" in said and "folder.json" in said
    assert command(folders, action, "--strict") == 1
    assert not list(folders.archive.rglob("odd*"))


@pytest.mark.parametrize(
    ("odd", "says"),
    [
        ({"run_id": "../../outside"}, "file name"),
        ({"run_id": ""}, "file name"),
        ({"run_id": "a" * 300}, "file name"),
        ({"started_at": "yesterday"}, "no time"),
        ({"started_at": "2026-11-01T09:00:00+02:00"}, "no time in UTC"),
        ({"runs": []}, "runs: Tuple should have at least 1 item"),
    ],
)
def test_a_result_that_cannot_be_kept_is_named_and_leaves_nothing(
    folders: Folders, tmp_path: Path, capsys, odd: dict, says: str
) -> None:
    content = json.loads(a_run(0).model_dump_json())
    folders.benchmarks.mkdir()
    (folders.benchmarks / "odd.json").write_text(json.dumps({**content, **odd}))
    assert command(folders, "--archive", "--strict") == 1
    said = capsys.readouterr().err
    assert "odd.json" in said and says in said
    assert [path.name for path in tmp_path.rglob("*.json")] == ["odd.json"]


@pytest.mark.parametrize("seconds", ["NaN", "Infinity", "-1"])
def test_a_figure_that_is_none_is_named(folders: Folders, capsys, seconds: str) -> None:
    text = a_run(0, wall_seconds=(12345.5,)).model_dump_json()
    folders.benchmarks.mkdir()
    (folders.benchmarks / "odd.json").write_text(text.replace("12345.5", seconds))
    assert command(folders, "--trend-report", "--strict") == 1
    said = capsys.readouterr().err
    assert "odd.json" in said and "wall_seconds: Input should be" in said


def test_a_file_of_the_archive_that_bears_anothers_name_is_skipped(
    folders: Folders, capsys
) -> None:
    write_runs(folders.benchmarks, [a_run(0)])
    command(folders, "--archive")
    copy = folders.archive / "benchmark" / "20261101_090000_ab.json"
    copy.rename(copy.with_name("20261101_090000_other.json"))
    assert command(folders, "--list", "--strict") == 1
    assert "20261101_090000_other.json holds the run 20261101_090000_ab" in capsys.readouterr().err


def test_an_archive_that_cannot_be_written_is_said_in_one_sentence(
    folders: Folders, capsys
) -> None:
    write_runs(folders.benchmarks, [a_run(0)])
    folders.archive.touch()
    assert command(folders, "--archive") == 2
    assert "archive is a file; name a folder" in capsys.readouterr().err
    folders.archive.unlink()
    folders.archive.mkdir()
    (folders.archive / "benchmark").write_text("a file where the folder should be")
    assert command(folders, "--archive") == 3
    assert str(folders.archive) in capsys.readouterr().err


def test_output_that_does_not_arrive_is_said_in_one_sentence(folders: Folders) -> None:
    write_runs(folders.benchmarks, [a_run(0)])
    script = Path(analyze_performance_history.__file__)
    reading, closed = os.pipe()
    os.close(reading)
    for output in (closed, os.open("/dev/full", os.O_WRONLY)):
        done = subprocess.run(
            [sys.executable, script, "--list", "--benchmarks-folder", folders.benchmarks],
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=folders.archive.parent,
        )
        os.close(output)
        (said,) = done.stderr.splitlines()
        assert said.startswith("analyze_performance_history: cannot write")
        assert done.returncode == 3


def test_what_is_no_ordinary_file_is_skipped_and_not_waited_for(folders: Folders, capsys) -> None:
    folders.benchmarks.mkdir()
    os.mkfifo(folders.benchmarks / "pipe.json")
    (folders.benchmarks / "endless.json").symlink_to("/dev/zero")
    with (folders.benchmarks / "huge.json").open("wb") as file:
        file.truncate(10**9)  # has no blocks on disk
    assert command(folders, "--archive", "--strict") == 1
    said = capsys.readouterr().err
    for reason in (
        "pipe.json is no ordinary",
        "endless.json is no ordinary",
        "1,000,000,000 bytes",
    ):
        assert reason in said


def test_a_name_of_a_file_does_nothing_to_the_terminal(folders: Folders, capsys) -> None:
    folders.benchmarks.mkdir()
    (folders.benchmarks / "\x1b[31mred.json").touch()
    assert command(folders, "--list") == 0
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--query", "--days", "soon"), "'soon' is no number of days"),
        (("--query", "--days", "-1"), "-1 is not between"),
        (("--trend-report", "--output", "report.txt"), "end in .md, .html or .json"),
        (("--trend-report", "--output", "folder.md"), "is a folder"),
        (("--trend-report", "--output", "results.json/report.md"), "it is a file"),
        (("--trend-report", "--output", "n" * 250 + ".md"), "too long"),
        (("--trend-report", "--output", "results.json"), "holds a benchmark result"),
        (("--trend-report", "--output", "quality.json"), "holds a quality result"),
    ],
)
def test_misuse_is_said_before_anything_is_written(
    folders: Folders, monkeypatch, capsys, arguments: tuple[str, ...], says: str
) -> None:
    place = folders.archive.parent
    monkeypatch.chdir(place)
    write_runs(folders.benchmarks, [a_run(0)])[0].rename("results.json")
    write_reports(folders.quality, [a_report(0)])[0].rename("quality.json")
    Path("folder.md").mkdir()
    before = everything_in(place)
    try:
        code = command(folders, *arguments)
    except SystemExit as ended:
        code = ended.code
    assert code == 2
    assert says in capsys.readouterr().err
    assert everything_in(place) == before
    assert not list(place.rglob("*.svg"))


@settings(max_examples=25, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 4), some.integers(1, 3)), max_size=12))
def test_whatever_comes_in_whatever_order_the_first_content_of_a_run_stays(
    tmp_path_factory: pytest.TempPathFactory, results: list[tuple[int, int]]
) -> None:
    base = tmp_path_factory.mktemp("history")
    folders = Folders(base / "archive", base / "benchmarks", base / "quality")
    first: dict[int, int] = {}
    for day, seconds in results:
        first.setdefault(day, seconds)
        write_runs(folders.benchmarks, [a_run(day, wall_seconds=(float(seconds),))])
        done = archive_results(folders)
        assert bool(done.refused) == (first[day] != seconds)
        # What was refused is set right again: the archive has the truth.
        write_runs(folders.benchmarks, [a_run(day, wall_seconds=(float(first[day]),))])
    kept = {
        found.entry.started_at.day - 1: found.entry.figures["wall_seconds"]
        for found in read_runs(folders, ["benchmark"]).found
    }
    assert kept == first


def test_a_kill_at_any_moment_leaves_whole_files_only(folders: Folders) -> None:
    runs = write_runs(folders.benchmarks, [a_run(day) for day in range(120)])
    whole = {path.read_bytes() for path in runs}
    script = Path(analyze_performance_history.__file__)
    arguments = ["--archive", "--archive-folder", str(folders.archive)]
    arguments += ["--benchmarks-folder", str(folders.benchmarks)]
    arguments += ["--quality-folder", str(folders.quality)]
    process = subprocess.Popen([sys.executable, str(script), *arguments], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not list(folders.archive.rglob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = [path.read_bytes() for path in folders.archive.rglob("*.json")]
    assert kept and all(content in whole for content in kept)
    done = archive_results(folders)
    assert len(done.added) + done.already == 120 and done.already >= len(kept)
    assert not done.refused and not done.skipped
