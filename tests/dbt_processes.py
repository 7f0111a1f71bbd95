"""Processes of dbt that share the start of Python: the client of `dbt_fork_server.py`."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

POLL_SECONDS = 0.005


class ForkServer:
    """Starts commands of dbt, and with the first of them the server that they are forks of.

    Args:
        folder: For what the server and the commands say.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: subprocess.Popen[str] | None = None
        self._commands = 0

    def start(
        self, arguments: list[str], folder: Path, environment: dict[str, str], said: Path | None
    ) -> "ForkedDbt":
        server = self._started()
        self._commands += 1
        said = said or self._folder / f"said_{self._commands}"
        status = self._folder / f"status_{self._commands}"
        for file in (said, status):
            file.write_text("", encoding="utf-8")
        command = {
            "arguments": arguments,
            "folder": str(folder),
            "environment": environment,
            "said": str(said),
            "status": str(status),
        }
        assert server.stdin is not None
        server.stdin.write(json.dumps(command) + "\n")
        server.stdin.flush()
        return ForkedDbt(arguments, said, status, server)

    def stop(self) -> None:
        if self._server is not None:
            self._server.communicate()

    def _started(self) -> subprocess.Popen[str]:
        if self._server is None:
            program = Path(__file__).with_name("dbt_fork_server.py")
            with (self._folder / "said_by_the_server").open("w", encoding="utf-8") as log:
                self._server = subprocess.Popen(
                    [sys.executable, str(program)],
                    stdin=subprocess.PIPE,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
        return self._server


class ForkedDbt:
    """What tests need of a `subprocess.Popen`, for one command of a fork server."""

    def __init__(
        self, arguments: list[str], said: Path, status: Path, server: subprocess.Popen[str]
    ) -> None:
        self.args = ["dbt", *arguments]
        self.returncode: int | None = None
        self._said = said
        self._status = status
        self._server = server
        while not (told := self._told()):
            self._rest()
        self.pid = int(told[0])

    def poll(self) -> int | None:
        told = self._told()
        if len(told) > 1:
            self.returncode = int(told[1])
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        give_up = time.monotonic() + timeout if timeout else float("inf")
        while (code := self.poll()) is None:
            if time.monotonic() > give_up:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self._rest()
        return code

    def communicate(self, timeout: float | None = None) -> tuple[str, None]:
        self.wait(timeout)
        return self._said.read_text(encoding="utf-8"), None

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _told(self) -> list[str]:
        lines = self._status.read_text(encoding="utf-8").splitlines(keepends=True)
        return [line for line in lines if line.endswith("\n")]  # another is being written

    def _rest(self) -> None:
        assert self._server.poll() is None, "the server of dbt's processes has ended"
        time.sleep(POLL_SECONDS)
