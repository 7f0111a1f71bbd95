"""What is asked of the benchmark."""

import re
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.benchmark_results.files import (
    UnreadableResultError,
    read_result,
)
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmarking.input_sets import InputSet
from sbir_enrichment.measuring.memory_sizes import require_memory_size
from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.measuring.work_folders import require_writable


@dataclass(frozen=True)
class Options:
    """Everything the benchmark is told.

    Attributes:
        sizes: Awards of each sample, rising; None is all there are, and then the only one.
        runs: Timed builds of each size.
        given: Files of the user; None for the bundled sample or generated data.
        is_generated: Whether data is generated though the bundled sample would do.
        seed: Decides which firms are drawn, and what is generated.
        threads: Of dbt and DuckDB in the timed builds.
        memory_limit: For DuckDB, such as `4GB`.
        temp_limit: The most that DuckDB may spill.
        measures_overhead: Whether each timed build has a plain one beside it.
        project: The checkout to build.
        work_folder: For data, databases and logs.
    """

    project: Path
    work_folder: Path
    sizes: tuple[int | None, ...] = (None,)
    runs: int = 5
    given: InputSet | None = None
    is_generated: bool = False
    seed: int = 7
    threads: int = 1
    memory_limit: str = "4GB"
    temp_limit: str = "20GB"
    measures_overhead: bool = False

    def check(self) -> None:
        """Raise MisuseError, before anything costs time, if this cannot be measured."""
        if self.runs < 1 or self.threads < 1:
            raise MisuseError("--runs and --threads must be at least 1")
        if self.seed < 0:
            raise MisuseError(f"--seed must not be negative: {self.seed}")
        if self.given and self.is_generated:
            raise MisuseError("give files or --generated, not both")
        require_memory_size(self.memory_limit, "--memory-limit")
        require_memory_size(self.temp_limit, "SBIR_TEMP_LIMIT")
        require_writable(self.work_folder)


@dataclass(frozen=True)
class Outputs:
    """Where the results go.

    Attributes:
        output: The file for the result instead of the dated one; None for that.
        baseline: A result to hold this one against.
        saves_baseline: Whether this result becomes the baseline.
        reason: Why it does.
        models_shown: How many models the table on the terminal has.
    """

    output: Path | None = None
    baseline: BenchmarkResult | None = None
    saves_baseline: bool = False
    reason: str = ""
    models_shown: int = 20


def parse_sizes(text: str) -> tuple[int, ...]:
    """Read '100,500,1000' as numbers of awards, in rising order.

    Raises:
        MisuseError: one of them is no number above 0, or is given twice.
    """
    parts = [part.strip() for part in text.split(",")]
    for part in parts:
        if not re.fullmatch(r"0*[1-9]\d*", part, re.ASCII):
            raise MisuseError(
                f"--sizes: {part!r} is not a number of awards; "
                "give whole numbers with commas between, as in 100,500,1000"
            )
    sizes = sorted(int(part) for part in parts)
    if len(set(sizes)) < len(sizes):
        raise MisuseError(f"--sizes: a size is given twice: {text}")
    return tuple(sizes)


def read_baseline(path: Path) -> BenchmarkResult:
    """Read the result to compare with.

    Raises:
        MisuseError: it cannot be read.
    """
    try:
        return read_result(path)
    except UnreadableResultError as error:
        raise MisuseError(f"--baseline: {error}") from error
