"""Files of decisions as people send them: exports of a page, edited in spreadsheets."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from sbir_enrichment.pages.spreadsheet_cells import BEGINS_A_FORMULA, plain_cell
from sbir_enrichment.review.decisions import KINDS, Decision, DecisionFile
from sbir_enrichment.review.problems import Finding, UnusableFileError, WrongRowsError

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def read_decisions(path: Path, kind: DecisionFile) -> list[Decision]:
    """Read a file of decisions; what its cells say is not checked yet.

    A byte order mark, any line ends, blank rows and the order of the columns do not matter. Runs
    of blanks, also line breaks, within a cell become one blank.

    Raises:
        UnusableFileError: The file is missing, unreadable, not UTF-8, or its header is another.
        WrongRowsError: Rows have other numbers of cells than the header, a cell would be executed
            by a spreadsheet, or holds what no text holds.
    """
    rows = _rows(path, _text(path))
    _, header = next(rows, (1, []))
    _require_header(path, header, kind)
    decisions: list[Decision] = []
    findings: list[Finding] = []
    for line, cells in rows:
        wrong = _shape_problem(header, cells)
        if wrong:
            findings.append(Finding(path, line, wrong))
        elif any(cells):
            meant = map(plain_cell, cells)
            by_name = dict(zip(header, meant, strict=False))
            by_name["verdict"] = by_name["verdict"].lower()
            decisions.append(Decision({name: by_name[name] for name in kind.columns}, path, line))
    if findings:
        raise WrongRowsError(findings)
    return decisions


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnusableFileError(f"{path} cannot be read: {error.strerror}") from error
    if content.startswith(UTF16_MARKS):
        raise UnusableFileError(f"{path}, line 1: it is in UTF-16; save it as 'CSV UTF-8'")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnusableFileError(
            f"{path}, line {line}: byte 0x{content[error.start]:02X} is not UTF-8; "
            "save the file as 'CSV UTF-8'"
        ) from error


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [" ".join(cell.split()) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnusableFileError(f"{path}, line {line}: it is not CSV: {error}") from error


def _require_header(path: Path, header: list[str], kind: DecisionFile) -> None:
    if sorted(header) == sorted(kind.columns):
        return
    for other in KINDS:
        if other is not kind and sorted(header) == sorted(other.columns):
            raise UnusableFileError(
                f"{path}, line 1: this is a file of {other.name}, not of {kind.name}; "
                f"give it to {other.command}"
            )
    if not any(header):
        raise UnusableFileError(
            f"{path}, line 1: there is no header; it must be '{','.join(kind.columns)}'"
        )
    hint = " (separate the columns by commas)" if len(header) == 1 else ""
    raise UnusableFileError(
        f"{path}, line 1: the header is '{','.join(header)[:200]}'{hint}; "
        f"it must be '{','.join(kind.columns)}'"
    )


def _shape_problem(header: list[str], cells: list[str]) -> str | None:
    """Say what keeps a row from being read, if anything."""
    if not any(cells):
        return None
    if len(cells) < len(header) or any(cells[len(header) :]):
        return f"it has {len(cells)} cells, the header has {len(header)}"
    for name, cell in zip(header, cells, strict=False):
        # Blanks before it are gone, so that this also finds a formula behind a tab.
        if BEGINS_A_FORMULA.match(cell) and not cell.startswith("'"):
            return (
                f"{name} begins with '{cell[0]}', which a spreadsheet takes for a formula; "
                f"write '{cell[:20]} with the ' before it"
            )
        if CONTROLS.search(cell):
            return f"{name} holds a control character; take it out"
    return None
