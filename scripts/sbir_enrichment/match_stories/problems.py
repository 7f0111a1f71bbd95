"""Why there is no story to tell."""


class UnusableInputError(Exception):
    """What the user named cannot be used; the message says what and how to mend it."""


class NothingToTellError(Exception):
    """There is no build to tell of; the message says how to make one."""
