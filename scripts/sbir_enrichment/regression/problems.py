"""Why a comparison cannot begin, or came to nothing."""


class MisuseError(ValueError):
    """What is asked for makes no sense; the message says how to mend it."""


class CouldNotMeasureError(RuntimeError):
    """Something that was to be measured or read failed; the message says what, and what to do."""
