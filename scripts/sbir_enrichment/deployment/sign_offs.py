"""What people signed: a CSV file, a line for each time."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from sbir_enrichment.deployment.items import Finding, NoEvidenceError
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.pages.harmless import harmless
from sbir_enrichment.pages.spreadsheet_cells import plain_cell, safe_csv

NAME = "sign_offs.csv"
HEADER = ("item", "signed_by", "signed_on", "note")
LONGEST = {"signed_by": 100, "note": 500}
SHORTEST_NAME = 2
PLACEHOLDER = "First Last"
"""What stands in the commands that are printed; nobody's name."""


class SignOffError(Exception):
    """Something cannot be signed, or the file is wrong; one line for each thing to mend."""


@dataclass(frozen=True)
class SignOff:
    """One signature: for what, by whom, on which day, and what they had to say."""

    item: str
    signed_by: str
    signed_on: date
    note: str = ""


def read_sign_offs(path: Path, known: Collection[str], today: date) -> list[SignOff]:
    """Read all signatures, in the order of the file; none where there is no file.

    Args:
        path: The file.
        known: Items that people sign.
        today: Nobody signs later.

    Raises:
        SignOffError: a line is wrong; all such are named.
    """
    try:
        lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")), strict=True))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SignOffError(f"{path} cannot be read: {error}") from error
    if not lines or tuple(lines[0]) != HEADER:
        raise SignOffError(f"{path}: line 1 must be {','.join(HEADER)}")
    signed, problems = [], []
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(HEADER):
            problems.append(f"{path}: line {number} has {len(cells)} cells, not {len(HEADER)}")
            continue
        item, by, on, note = (plain_cell(cell) for cell in cells)
        try:
            signed.append(checked(item, by, on, note, known, today))
        except SignOffError as error:
            problems.append(f"{path}: line {number}: {error}")
    if problems:
        raise SignOffError("\n".join(problems))
    return signed


def checked(  # noqa: PLR0913, PLR0917 (the cells of a line, and what they are held against)
    item: str, by: str, on: str, note: str, known: Collection[str], today: date
) -> SignOff:
    """Return a signature if it is one.

    Raises:
        SignOffError: the item is not for people, there is no name, or the day is none.
    """
    if item not in known:
        raise SignOffError(f"{harmless(item, 40)!r} is nothing to sign; {', '.join(known)} are")
    for what, text in (("signed_by", by), ("note", note)):
        if harmless(text, LONGEST[what]) != text:
            raise SignOffError(f"{what} must be one line of at most {LONGEST[what]} characters")
    if sum(letter.isalpha() for letter in by) < SHORTEST_NAME:
        raise SignOffError("signed_by must be the name of a person")
    if by.casefold() == PLACEHOLDER.casefold():
        raise SignOffError(f"write the name of a person in the place of {PLACEHOLDER!r}")
    try:
        day = date.fromisoformat(on)
    except ValueError as error:
        raise SignOffError(f"{harmless(on, 40)!r} is no day; write 2026-01-31") from error
    if day > today:
        raise SignOffError(f"{day} has not come yet")
    return SignOff(item, by, day, note)


def append_sign_off(path: Path, signed: list[SignOff], new: SignOff) -> None:
    """Write the file with one signature more.

    Raises:
        OSError: it cannot be written.
    """
    rows = [(one.item, one.signed_by, one.signed_on.isoformat(), one.note) for one in signed]
    rows.append((new.item, new.signed_by, new.signed_on.isoformat(), new.note))
    write_whole(path, safe_csv(HEADER, rows))


def latest(signed: list[SignOff], item: str) -> Finding:
    """Return what the latest signature for an item says.

    Raises:
        NoEvidenceError: nobody has signed.
    """
    ours = [one for one in signed if one.item == item]
    if not ours:
        raise NoEvidenceError("nobody has signed yet")
    last = max(reversed(ours), key=lambda one: one.signed_on)
    note = f": {last.note}" if last.note else ""
    signed_on = datetime.combine(last.signed_on, time(), UTC)
    return Finding(True, f"{last.signed_by} signed{note}", signed_on)
