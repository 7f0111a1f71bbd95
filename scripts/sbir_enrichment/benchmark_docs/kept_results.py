"""The results that the pages were written from, kept beside them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.benchmark_docs.problems import UnusableResultsError
from sbir_enrichment.benchmark_results.files import UnreadableResultError
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmark_results.sizes import read_sizes
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.scale_benchmark.kept_reports import UnreadableReportError, read_report
from sbir_enrichment.scale_benchmark.report import Report, to_json

AWARDS, RECIPIENTS = "results/awards.json", "results/recipients.json"
"""In the folder of the pages."""


@dataclass(frozen=True)
class KeptResults:
    """What there is.

    Attributes:
        awards: Results of `benchmark_enrichment.py`, the smallest first; empty if none.
        recipients: The report of `benchmark_scale.py`; None where there is none.
    """

    awards: tuple[BenchmarkResult, ...]
    recipients: Report | None


def read_kept(folder: Path) -> KeptResults:
    """Read the results.

    Raises:
        UnusableResultsError: one of the files is no result.
    """
    awards, recipients = folder / AWARDS, folder / RECIPIENTS
    with _named_problems():
        return KeptResults(
            read_sizes(awards).results if awards.exists() else (),
            read_report(recipients) if recipients.exists() else None,
        )


def take_awards(path: Path, folder: Path) -> None:
    """Keep results of `benchmark_enrichment.py --sizes` instead of those kept before.

    Raises:
        UnusableResultsError: the file is none.
        OSError: the folder cannot be written.
    """
    with _named_problems():
        text = read_sizes(path).model_dump_json(indent=2)
    write_whole(folder / AWARDS, text + "\n")


def take_recipients(path: Path, folder: Path) -> None:
    """Keep a report of `benchmark_scale.py` instead of the one kept before.

    Raises:
        UnusableResultsError: the file is none.
        OSError: the folder cannot be written.
    """
    with _named_problems():
        text = to_json(read_report(path))
    write_whole(folder / RECIPIENTS, text)


@contextmanager
def _named_problems() -> Iterator[None]:
    try:
        yield
    except (UnreadableResultError, UnreadableReportError) as error:
        raise UnusableResultsError(str(error)) from error
