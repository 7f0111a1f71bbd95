"""CSV for spreadsheets, which take a cell that begins with = + - or @ for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# Also in full width. What already has a ' before it gets another, so that there is one way back.
BEGINS_A_FORMULA = re.compile("'*[-=+@\t\r\n\uff0b\uff0d\uff1d\uff20]")


def safe_cell(value: object) -> str:
    """Return the value as text that no spreadsheet executes: a formula gets a ' before it.

    A number stays a number, also a negative one; nothing is an empty cell.
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if BEGINS_A_FORMULA.match(text) else text


def plain_cell(cell: str) -> str:
    """Return the text that `safe_cell` was given."""
    return cell[1:] if cell[:1] == "'" and BEGINS_A_FORMULA.match(cell) else cell


def safe_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the rows as CSV, each cell safe."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(header)
    lines.writerows([safe_cell(cell) for cell in row] for row in rows)
    return written.getvalue()
