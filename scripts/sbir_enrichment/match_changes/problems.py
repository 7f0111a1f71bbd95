"""Why two builds cannot be compared."""


class UnusableInputError(Exception):
    """What the user named cannot be used; the message says what and how to mend it."""


class NothingToCompareError(Exception):
    """There is no build, or no earlier one; the message says how to come by one."""
