"""Why the tables cannot be written."""


class UnusableResultsError(ValueError):
    """A result or a page cannot be used; the message names it and says how to mend it."""
