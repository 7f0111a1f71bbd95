"""Why a report cannot be made."""


class UnusableInputError(Exception):
    """What the user named cannot be used; the message says what and how to mend it."""


class NothingToMeasureError(Exception):
    """There is no build, or no award in it; the message says how to make one."""
