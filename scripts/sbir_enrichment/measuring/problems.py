"""Why a benchmark cannot begin, or came to nothing."""


class MisuseError(ValueError):
    """What is asked for makes no sense; the message says how to mend it."""


class CouldNotMeasureError(RuntimeError):
    """Something failed that was to be measured; the message shows its last words."""
