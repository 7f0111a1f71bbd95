"""What can keep an evaluation from being made."""


class UnusableInputError(Exception):
    """A file or option that cannot be used; the message names it and says how to mend it."""


class CouldNotMeasureError(Exception):
    """The input was fine, yet the models could not be run; the message says why."""
