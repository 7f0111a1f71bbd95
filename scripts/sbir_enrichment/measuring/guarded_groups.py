"""Processes that end when the one that started them does, however it ends."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

_GUARD = "read -r _; kill -KILL 0"
"""Waits for the end of its input, which is the end of us, then kills its whole group, itself too.

`kill 0` names the group, which is there for as long as the guard is: no number can be mistaken for
that of a stranger, and no signal that we could catch, or fail to, is needed.
"""


@contextmanager
def guarded_group() -> Iterator[int]:
    """Yield a process group; what is left in it is killed at the end of the block.

    Start processes with `subprocess.Popen(..., process_group=group)`. They and their children end
    with the block, and also when this process is killed, even by SIGKILL: the guard notices because
    the pipe to it closes. A child that starts a session of its own escapes.
    """
    guard = subprocess.Popen(["/bin/sh", "-c", _GUARD], stdin=subprocess.PIPE, process_group=0)
    assert guard.stdin is not None  # noqa: S101 (tells mypy what PIPE means)
    try:
        yield guard.pid
    finally:
        guard.stdin.close()
        guard.wait()
