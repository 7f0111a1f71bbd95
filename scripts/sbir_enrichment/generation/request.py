"""What is asked of the generator, and whether it can be had."""

from dataclasses import dataclass
from pathlib import Path

ROWS_AT_A_TIME = 25_000
"""Rows drawn at a time. It is part of what a seed means: another size would give other data."""


class ImpossibleRequestError(ValueError):
    """What is asked for cannot be had."""


@dataclass(frozen=True)
class Request:
    """What is asked for: numbers of rows and of firms, a seed, a folder and a file format."""

    awards: int
    companies: int
    recipients: int
    seed: int
    folder: Path
    file_format: str = "csv"

    def check(self) -> None:
        """Raise ImpossibleRequestError, saying why, if no data set can have these sizes."""
        for name in ("awards", "companies", "recipients"):
            if getattr(self, name) < 1:
                raise ImpossibleRequestError(f"--{name} must be at least 1: {getattr(self, name)}")
        if self.seed < 0:
            raise ImpossibleRequestError(f"--seed must not be negative: {self.seed}")
        if self.companies > self.awards:
            raise ImpossibleRequestError(
                f"--companies {self.companies} is more than --awards {self.awards}, "
                "but every company has at least one award"
            )
        if self.folder.exists() and not self.folder.is_dir():
            raise ImpossibleRequestError(f"--out is a file, not a folder: {self.folder}")
