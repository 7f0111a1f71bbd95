"""Standard output that takes nothing more: a full disk, or a reader that has gone (`| head`)."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def arriving_output() -> Iterator[None]:
    """Have all that is printed meanwhile arrive before it ends.

    Raises:
        OSError: it does not; what is printed afterwards goes nowhere, so that Python has nothing to
            complain of at its end.
    """
    try:
        yield
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise
    except SystemExit as ended:
        # What rich makes of a reader that has gone; 1 would say that a failure was found.
        raise BrokenPipeError(errno.EPIPE, "the reader of the output has gone") from ended
