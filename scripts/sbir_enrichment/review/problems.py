"""What can keep decisions from being read, checked or written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """What is wrong on one line of a file, and how to mend it.

    Attributes:
        file: The file as the user named it.
        line: Where the row begins, the header being line 1.
        text: What is wrong, without file and line.
    """

    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        """Return the whole message."""
        return f"{self.file}, line {self.line}: {self.text}"


class UnusableFileError(Exception):
    """A file or option that cannot be used at all; the message names it and how to mend it."""


class CouldNotCheckError(Exception):
    """There is no build to look ids up in; the message says which was looked for."""


class WrongRowsError(Exception):
    """Rows of a file cannot be taken; nothing was written.

    Attributes:
        findings: What is wrong, in the order of the file; at least one.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = tuple(findings)
