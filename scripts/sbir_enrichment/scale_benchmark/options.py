"""What is asked of the benchmark."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from sbir_enrichment.measuring.memory_sizes import require_memory_size
from sbir_enrichment.measuring.output_files import require_output
from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.measuring.work_folders import require_writable

SMALLEST = 1_000
"""Recipients. Fewer leave a handful of firms, whose precision and recall say nothing."""

AWARDS_PER_RECIPIENT = Fraction(533, 3_300)
FIRMS_PER_RECIPIENT = Fraction(40, 3_300)
"""The proportions of full size: 533,000 awards of 40,000 firms and 3,300,000 recipients."""


@dataclass(frozen=True)
class Limits:
    """What the largest size must reach; None is no gate. Memory in MiB, ratios as they are."""

    max_floor_ratio: float | None = None
    max_peak_mb: float | None = None
    max_exponent: float | None = None
    min_precision: float | None = None
    min_recall: float | None = None
    min_second_build_ratio: float | None = None


@dataclass(frozen=True)
class Options:
    """Everything the benchmark is told.

    Attributes:
        sizes: Recipients of each data set, rising.
        data_folder: Where data sets are looked for and generated.
        work_folder: Where databases and logs of the runs stand; they are removed afterwards.
    """

    sizes: tuple[int, ...]
    runs: int
    seed: int
    memory_limit: str
    threads: int
    data_folder: Path
    work_folder: Path
    awards_per_recipient: Fraction = AWARDS_PER_RECIPIENT
    firms_per_recipient: Fraction = FIRMS_PER_RECIPIENT
    output_json: Path | None = None
    output_markdown: Path | None = None
    limits: Limits = field(default_factory=Limits)

    def check(self) -> None:
        """Raise MisuseError, before anything costs time, if this cannot be measured."""
        if self.runs < 1 or self.threads < 1:
            raise MisuseError("--runs and --threads must be at least 1")
        require_memory_size(self.memory_limit, "--memory-limit")
        if self.limits.max_exponent is not None and len(self.sizes) == 1:
            raise MisuseError("--max-exponent needs at least two --sizes: one has no growth")
        for folder in (self.data_folder, self.work_folder):
            require_writable(folder)
        if self.output_json:
            require_output(self.output_json, "--output-json")
        if self.output_markdown:
            require_output(self.output_markdown, "--output-markdown")


def parse_sizes(text: str) -> tuple[int, ...]:
    """Read '10000,100000' as numbers of recipients, in rising order.

    Raises:
        MisuseError: one of them is no number, too small, or given twice.
    """
    sizes = []
    for part in text.split(","):
        if not re.fullmatch(r"\d+", part.strip(), re.ASCII):
            raise MisuseError(
                f"--sizes: {part.strip()!r} is not a number of recipients; "
                "give whole numbers with commas between, as in 10000,100000"
            )
        sizes.append(int(part))
    if min(sizes) < SMALLEST:
        raise MisuseError(f"--sizes: {min(sizes)} is too small; begin at {SMALLEST} recipients")
    if len(set(sizes)) < len(sizes):
        raise MisuseError(f"--sizes: a size is given twice: {text}")
    return tuple(sorted(sizes))


def parse_share(text: str, option: str) -> Fraction:
    """Read '0.16' or '533/3300'.

    Raises:
        MisuseError: it is no number above 0.
    """
    try:
        share = Fraction(text)
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if share <= 0:
        raise MisuseError(f"{option}: {text!r} is not above 0; write it as 0.16 or as 533/3300")
    return share
