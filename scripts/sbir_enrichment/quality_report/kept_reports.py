"""Reports of earlier builds, kept as JSON so that there is a trend."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.quality_report.problems import UnusableInputError
from sbir_enrichment.quality_report.result import QualityReport

FOLDER = Path("reports/quality")
LATEST_PAGE = FOLDER / "quality.html"


@dataclass(frozen=True)
class KeptReports:
    """What the folder holds.

    Attributes:
        reports: In the order they were made.
        unreadable: Names of files that should be reports and are none.
    """

    reports: tuple[QualityReport, ...]
    unreadable: tuple[str, ...]


def kept_path(report: QualityReport, folder: Path = FOLDER) -> Path:
    """Return where a report is kept: `quality_YYYYMMDD_HHMMSS.json`."""
    return folder / f"quality_{report.run_id}.json"


def as_json(report: QualityReport) -> str:
    """Return the report as JSON text."""
    return report.model_dump_json(indent=2) + "\n"


def keep(report: QualityReport, folder: Path = FOLDER) -> Path:
    """Write a report to the folder and return its file; one of the same second gives way.

    Raises:
        OSError: The folder cannot be written.
    """
    path = kept_path(report, folder)
    write_whole(path, as_json(report))
    return path


def read_kept(folder: Path = FOLDER) -> KeptReports:
    """Read all reports of the folder; what cannot be read is named and skipped."""
    reports, unreadable = [], []
    for path in sorted(folder.glob("quality_*.json")):
        try:
            reports.append(read_report(path))
        except UnusableInputError:
            unreadable.append(path.name)
    reports.sort(key=lambda report: report.run_id)
    return KeptReports(tuple(reports), tuple(unreadable))


def read_report(path: Path) -> QualityReport:
    """Read one report.

    Raises:
        UnusableInputError: There is no such file, it is not JSON, or not a quality report.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInputError(f"cannot read {path}: {error}") from error
    try:
        return QualityReport.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise UnusableInputError(
            f"{path} is no result of validate_enrichment_quality.py: {place}: {first['msg']}"
        ) from error
