"""What keeps a command on the history from being carried out."""


class UnreadableEntryError(ValueError):
    """A file is no result; the message names it and says why."""


class CouldNotWriteError(RuntimeError):
    """The archive or a report cannot be written; the message says where and why."""
