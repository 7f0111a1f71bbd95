"""Which failures may be gone in a while, and how long to wait for it."""

from collections.abc import Iterable

SIGNS = (
    "could not set lock",
    "conflicting lock",
    "failed to offload data block",
    "no space left on device",
    "could not write all bytes",
    "cannot allocate memory",
)
"""What messages of a failure say that another process, or a full disk, has caused."""


def is_transient(messages: Iterable[str]) -> bool:
    """Tell whether each of some failures, at least one, may be gone in a while."""
    said = [message.lower() for message in messages]
    return bool(said) and all(any(sign in message for sign in SIGNS) for message in said)


def seconds_to_wait(attempt: int, first_wait: float) -> float:
    """Return how long to wait after an attempt, the first being 1: twice as long each time."""
    return first_wait * 2.0 ** (attempt - 1)
