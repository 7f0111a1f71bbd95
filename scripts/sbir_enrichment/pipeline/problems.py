"""Why a run did not begin, or did not end well."""


class PreflightError(Exception):
    """The run would fail, so it does not begin; the message has one line for each reason."""


class TransientError(Exception):
    """What stood in the way may be gone in a while: another process, a full disk."""
