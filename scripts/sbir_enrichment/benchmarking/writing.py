"""Writing what was found: whole files, or none."""

import getpass
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sbir_enrichment.benchmark_results.files import BASELINE, RESULTS, result_path, write_result
from sbir_enrichment.benchmark_results.result import BenchmarkResult, Pinned
from sbir_enrichment.benchmark_results.sizes import Sizes
from sbir_enrichment.benchmarking.options import Outputs
from sbir_enrichment.benchmarking.reports import to_markdown
from sbir_enrichment.measuring.whole_files import write_whole

NO_REASON = "no reason given"


def write_results(results: Sequence[BenchmarkResult], outputs: Outputs) -> Iterator[Path]:
    """Write everything asked for; yield each file as soon as it is there, the main one last.

    Raises:
        OSError: a file cannot be written.
    """
    if len(results) > 1:
        yield from _write_sizes(results, outputs)
        return
    (result,) = results
    if outputs.saves_baseline:
        pinned = Pinned(by=_who(), at=_now(), reason=outputs.reason or NO_REASON)
        write_result(result.model_copy(update={"pinned": pinned}), BASELINE)
        yield BASELINE
    path = outputs.output or result_path(result)
    write_result(result, path)
    yield path


def _write_sizes(results: Sequence[BenchmarkResult], outputs: Outputs) -> Iterator[Path]:
    for result in results:
        path = result_path(result)
        write_result(result, path)
        yield path
    together = outputs.output or RESULTS / f"sizes_{results[0].run_id[:15]}.json"
    document = together.with_suffix(".md")
    write_whole(document, to_markdown(results, outputs.models_shown))
    yield document
    write_whole(together, Sizes(results=tuple(results)).model_dump_json(indent=2) + "\n")
    yield together


def _who() -> str:
    """Return git's name of the user, else the system's."""
    try:
        command = ["git", "config", "user.name"]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        said = ""
    return said or getpass.getuser()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
