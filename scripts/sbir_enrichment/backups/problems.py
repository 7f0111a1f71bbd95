"""What keeps a backup from being made or put back."""


class BackupError(Exception):
    """It cannot be done; nothing was changed. The message says why and how to mend it."""


class RefusedError(BackupError):
    """It could be done and would lose something; --force does it all the same."""
