"""Results as files."""

from pathlib import Path

from pydantic import ValidationError

from sbir_enrichment.benchmark_results.result import SCHEMA_VERSION, BenchmarkResult
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.pages.harmless import harmless

RESULTS = Path("reports/benchmarks")
BASELINE = RESULTS / "baseline.json"


class UnreadableResultError(Exception):
    """A file is no result of a benchmark; the message names it and says why."""


def result_path(result: BenchmarkResult, folder: Path = RESULTS) -> Path:
    """Return where a result is kept: `benchmark_YYYYMMDD_HHMMSS.json`."""
    return folder / f"benchmark_{result.run_id[:15]}.json"


def write_result(result: BenchmarkResult, path: Path) -> None:
    """Write a result whole or not at all.

    Raises:
        OSError: the folder cannot be written.
    """
    write_whole(path, result.model_dump_json(indent=2) + "\n")


def read_result(path: Path) -> BenchmarkResult:
    """Read a result.

    Raises:
        UnreadableResultError: there is no such file, it is not JSON, or not a result.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableResultError(f"cannot read {path}: {error.strerror}") from error
    return parse_result(content, path)


def parse_result(content: bytes, path: Path) -> BenchmarkResult:
    """Read a result out of the bytes of a file.

    Raises:
        UnreadableResultError: they are not JSON, or not a result; the message names `path`.
    """
    try:
        return BenchmarkResult.model_validate_json(content)
    except ValidationError as error:
        raise UnreadableResultError(
            f"{path} is no result of benchmark_enrichment.py: {first_problem(error)}"
        ) from error


def first_problem(error: ValidationError) -> str:
    """Say where a file is wrong first, and why; what stands there may be anything."""
    first = error.errors()[0]
    if first["loc"] == ("schema_version",) and first["type"] == "literal_error":
        return (
            f"schema_version: it is of version {harmless(first['input'], 20)}, and this program "
            f"reads {SCHEMA_VERSION}; measure anew, or read it with the program that wrote it"
        )
    place = ".".join(str(step) for step in first["loc"]) or "the file"
    return harmless(f"{place}: {first['msg'].removeprefix('Value error, ')}")
