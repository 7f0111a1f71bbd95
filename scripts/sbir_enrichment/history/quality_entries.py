"""Results of `validate_enrichment_quality.py` as entries of the history."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ValidationError

from sbir_enrichment.history.entries import Entry, flatten, parse_time
from sbir_enrichment.history.problems import UnreadableEntryError

COMPLETENESS = "match_completeness_gate"


class _Source(BaseModel):
    kind: Literal["warehouse", "file"]
    award_files: tuple[str, ...]


class _Rates(BaseModel):
    match_rate: float
    firm_match_rate: float
    amount_match_rate: float | None


class _Gate(BaseModel):
    name: str
    is_met: bool
    measured: float | None


class _Rejection(BaseModel):
    rows: int


class _Report(BaseModel):
    """What the history needs of a report, so that one from before a part was added is read too."""

    schema_version: Literal[1]
    run_id: str
    made_at: str
    source: _Source
    overall: _Rates
    gates: tuple[_Gate, ...]
    rejections: tuple[_Rejection, ...]


def read_quality(content: bytes, path: Path) -> Entry:
    """Read a quality report.

    Raises:
        UnreadableEntryError: it is none; the message names `path`.
    """
    try:
        report = _Report.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise UnreadableEntryError(
            f"{path} is no result of validate_enrichment_quality.py: {place}: {first['msg']}"
        ) from error
    source = report.source
    awards = ", ".join(Path(file).name for file in source.award_files) or "unnamed files"
    entry = Entry(
        kind="quality",
        run_id=report.run_id,
        key=report.run_id,
        started_at=parse_time(report.made_at, path),
        # As in the trend of the report itself: builds of the same files are one series, also when
        # the files have grown.
        conditions=flatten({"source": source.kind, "award_files": list(source.award_files)}),
        label=f"Awards of {awards}, from a {source.kind}",
        settings="",
        figures=_figures(report),
        models={},
    )
    entry.check(path)
    return entry


def _figures(report: _Report) -> dict[str, float]:
    figures = {
        "match_rate": report.overall.match_rate,
        "firm_match_rate": report.overall.firm_match_rate,
        "failed_gates": sum(not gate.is_met for gate in report.gates),
    }
    if report.overall.amount_match_rate is not None:
        figures["amount_match_rate"] = report.overall.amount_match_rate
    if report.source.kind == "warehouse":
        figures["rejected_rows"] = sum(each.rows for each in report.rejections)
    for gate in report.gates:
        if gate.name == COMPLETENESS and gate.measured is not None:
            figures["completeness"] = gate.measured
    return figures
