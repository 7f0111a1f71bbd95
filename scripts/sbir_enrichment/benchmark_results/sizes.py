"""Results of several sizes, measured by one command."""

from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from sbir_enrichment.benchmark_results.conditions import Part
from sbir_enrichment.benchmark_results.files import UnreadableResultError, first_problem
from sbir_enrichment.benchmark_results.result import SCHEMA_VERSION, BenchmarkResult


class Sizes(Part):
    """One result for each size, the smallest first."""

    schema_version: Literal[1] = SCHEMA_VERSION
    results: tuple[BenchmarkResult, ...]


def read_sizes(path: Path) -> Sizes:
    """Read what `benchmark_enrichment.py --sizes` wrote.

    Raises:
        UnreadableResultError: there is no such file, it is something else, or holds no result.
    """
    try:
        sizes = Sizes.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        why = first_problem(error) if isinstance(error, ValidationError) else error.strerror
        raise UnreadableResultError(
            f"{path} is no result of benchmark_enrichment.py --sizes: {why}"
        ) from error
    if not sizes.results:
        raise UnreadableResultError(f"{path} holds no result")
    return sizes


def holds_sizes(content: bytes) -> bool:
    """Return whether the bytes of a file are results of several sizes."""
    try:
        Sizes.model_validate_json(content)
    except ValidationError:
        return False
    return True
