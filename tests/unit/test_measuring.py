"""What a command costs, its children included; and that nothing of it outlives the measuring."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from sbir_enrichment.measuring import sampling
from sbir_enrichment.measuring.commands import Command, Cost, measure_command
from sbir_enrichment.measuring.process_trees import folder_bytes
from sbir_enrichment.measuring.sampling import TreeSampler
from sbir_enrichment.measuring.whole_files import write_whole

MB = 1_000_000

IN_A_CHILD = (
    "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {!r}]).returncode)"
)
HOLD = "import time; held = b'x' * {}; time.sleep(0.6)"
BURN = """
import time
while time.process_time() < {}:
    pass
"""
# Starts a child and leaves without waiting for it: the kernel counts its time for nobody.
BURN_IN_A_CHILD_NOT_WAITED_FOR = """
import os, subprocess, sys
burning = subprocess.Popen([sys.executable, '-c', {!r}], stdout=subprocess.PIPE)
burning.stdout.read()
os._exit(0)
"""
SORT = """
import duckdb, sys
config = {"memory_limit": sys.argv[1], "temp_directory": sys.argv[2], "threads": 1}
connection = duckdb.connect(config=config)
connection.execute("create table t as select hash(range) as h from range(2000000) order by h")
"""


def measure(folder: Path, program: str, *arguments: str, spill: Path | None = None) -> Cost:
    command = Command(
        arguments=(sys.executable, "-c", program, *arguments),
        folder=folder,
        environment=os.environ,
        output=folder / "output.txt",
        spill_folder=spill,
    )
    return measure_command(command, sample_seconds=0.02)


def test_memory_of_a_child_counts_though_the_kernel_counts_the_first_process_alone(
    tmp_path: Path,
) -> None:
    little = measure(tmp_path, IN_A_CHILD.format(HOLD.format(1)))
    much = measure(tmp_path, IN_A_CHILD.format(HOLD.format(200 * MB)))
    assert 180 * MB < much.peaks.rss_bytes - little.peaks.rss_bytes < 300 * MB
    assert 180 * MB < much.peaks.pss_bytes - little.peaks.pss_bytes < 300 * MB
    assert much.peaks.high_water_bytes < 100 * MB
    assert much.peak_bytes == much.peaks.rss_bytes


def test_the_kernels_peak_finds_what_sampling_is_too_slow_to_see(tmp_path: Path) -> None:
    brief = "import time; held = b'x' * 200_000_000; del held; time.sleep(0.6)"
    command = Command((sys.executable, "-c", brief), tmp_path, os.environ, tmp_path / "output.txt")
    cost = measure_command(command, sample_seconds=0.4)
    assert cost.peaks.high_water_bytes > 200 * MB
    assert cost.peak_bytes >= cost.peaks.high_water_bytes


def test_cpu_of_a_child_counts(tmp_path: Path) -> None:
    idle = measure(tmp_path, IN_A_CHILD.format("import time; time.sleep(0.5)"))
    busy = measure(tmp_path, IN_A_CHILD.format(BURN.format(0.6)))
    assert busy.cpu_seconds >= 0.6
    assert busy.cpu_seconds > 2 * idle.cpu_seconds


def test_cpu_of_a_child_that_nobody_waited_for_counts_as_sampled(tmp_path: Path) -> None:
    cost = measure(tmp_path, BURN_IN_A_CHILD_NOT_WAITED_FOR.format(BURN.format(0.6)))
    assert cost.cpu_seconds > 0.4


def test_spilled_data_is_seen_though_it_is_gone_at_the_end(tmp_path: Path) -> None:
    spill = tmp_path / "spill"
    roomy = measure(tmp_path, SORT, "2GB", str(spill), spill=spill)
    tight = measure(tmp_path, SORT, "30MB", str(spill), spill=spill)
    assert (roomy.exit_code, tight.exit_code) == (0, 0), (tmp_path / "output.txt").read_text()
    assert roomy.peaks.spill_bytes == 0
    assert tight.peaks.spill_bytes > MB
    assert folder_bytes(spill) == 0


def test_a_folder_that_comes_and_goes_while_being_counted_is_no_error(tmp_path: Path) -> None:
    spill = tmp_path / "spill"
    stop = threading.Event()

    def spill_and_clean_up() -> None:
        while not stop.is_set():
            (spill / "deep").mkdir(parents=True)
            (spill / "deep" / "block").write_bytes(b"spilled")
            shutil.rmtree(spill)

    thread = threading.Thread(target=spill_and_clean_up)
    thread.start()
    try:
        seen = {folder_bytes(spill) for _ in range(3_000)}
    finally:
        stop.set()
        thread.join()
    assert seen <= {0, len(b"spilled")}


def test_a_look_that_fails_is_not_passed_over(monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("cannot look")

    monkeypatch.setattr(sampling, "read_tree", broken)
    with pytest.raises(RuntimeError, match="cannot look"), TreeSampler(os.getpid()):
        time.sleep(0.05)


def test_exit_code_and_output_are_those_of_the_command(tmp_path: Path) -> None:
    cost = measure(tmp_path, "import sys; print('said'); sys.exit('complained')")
    assert cost.exit_code == 1
    assert set((tmp_path / "output.txt").read_text().split()) == {"said", "complained"}


def test_a_command_ended_by_a_signal_says_which(tmp_path: Path) -> None:
    cost = measure(tmp_path, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert cost.exit_code == -signal.SIGKILL


def test_ones_own_process_can_be_watched() -> None:
    with TreeSampler(os.getpid(), sample_seconds=0.01) as sampler:
        before = wait_for(lambda: sampler.peaks.rss_bytes)
        held = b"x" * (100 * MB)
        wait_for(lambda: sampler.peaks.rss_bytes > before + 90 * MB)
    assert len(held) == 100 * MB
    assert sampler.peaks.samples > 1


def test_what_a_command_leaves_running_ends_with_the_measuring(tmp_path: Path) -> None:
    measure(
        tmp_path,
        "import subprocess; print(subprocess.Popen(['sleep', '300']).pid, flush=True)",
    )
    left = int((tmp_path / "output.txt").read_text())
    wait_for(lambda: not is_running(left))


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_killing_the_measuring_process_ends_the_command_and_its_children(
    tmp_path: Path, end: signal.Signals
) -> None:
    sleeps = "import os, subprocess; p = subprocess.Popen(['sleep', '300']);"
    sleeps += "print(os.getpid(), p.pid, flush=True); p.wait()"
    # Whoever runs the tests in the background of a shell has the signal ignored by all they start.
    measuring = f"""
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from sbir_enrichment.measuring import sampling
from sbir_enrichment.measuring.commands import Command, measure_command
folder = Path({str(tmp_path)!r})
command = Command(
    (sys.executable, "-c", {sleeps!r}), folder, os.environ, folder / "output.txt"
)
measure_command(command)
"""
    environment = os.environ | {"PYTHONPATH": "scripts"}
    process = subprocess.Popen(
        [sys.executable, "-c", measuring], env=environment, stderr=subprocess.DEVNULL
    )
    output = tmp_path / "output.txt"
    wait_for(lambda: output.exists() and output.read_text().endswith("\n"))
    family = [int(pid) for pid in output.read_text().split()]
    assert all(is_running(pid) for pid in family)
    process.send_signal(end)
    process.wait(timeout=30)
    wait_for(lambda: not any(is_running(pid) for pid in family))


def test_a_file_keeps_its_old_content_until_the_new_is_whole(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "deep" / "result.json"
    write_whole(path, "old")

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            write_whole(path, "new")
    assert path.read_text() == "old"
    write_whole(path, "newer")
    assert path.read_text() == "newer"
    assert [each.name for each in path.parent.iterdir()] == ["result.json"]
    with pytest.raises(IsADirectoryError, match=f"'{re.escape(str(path.parent))}'$"):
        write_whole(path.parent, "a folder has that name")
    assert [each.name for each in tmp_path.iterdir()] == ["deep"]


def test_a_link_stays_one_and_what_it_names_is_written(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to("real.json")
    write_whole(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


def test_what_is_no_file_is_written_to_and_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDWR)
    try:
        write_whole(pipe, "new")
        assert os.read(end, 10) == b"new"
    finally:
        os.close(end)
    assert pipe.is_fifo()
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]


def is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for(condition):
    """Return what the condition gives as soon as that is true; fail after 30 seconds."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come true in 30 seconds")
