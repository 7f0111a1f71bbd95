"""Results as files."""

from pathlib import Path

from pydantic import ValidationError

from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.measuring.whole_files import write_whole

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
        raise UnreadableResultError(f"cannot read {path}: {error}") from error
    return parse_result(content, path)


def parse_result(content: bytes, path: Path) -> BenchmarkResult:
    """Read a result out of the bytes of a file.

    Raises:
        UnreadableResultError: they are not JSON, or not a result; the message names `path`.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableResultError(f"cannot read {path}: {error}") from error
    try:
        return BenchmarkResult.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise UnreadableResultError(
            f"{path} is no result of benchmark_enrichment.py: {place}: {first['msg']}"
        ) from error
