"""Firms whose recipient is known, and the file of queries that people write."""

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.evaluation.problems import UnusableInputError

COLUMNS = ("company_name", "city", "state", "zip", "true_ueis", "withheld")
TRUTH_VALUES = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


@dataclass(frozen=True)
class LabelledFirm:
    """A firm as one award writes it, and who it is.

    Attributes:
        number: Names the award that asks for it; the award's agency tracking number.
        true_ueis: UEIs that the firm is known to bear.
        true_recipient_id: The entity it is known to be, where known by that instead.
        is_withheld: Its recipients are not in the universe: any accepted match is false.
        slice_name: The part of the set it is also counted in, such as an era.
        is_counted_overall: False for a firm that another row already stands for.
    """

    number: int
    company_name: str | None
    city: str | None
    state: str | None
    zip: str | None
    true_ueis: tuple[str, ...] = ()
    true_recipient_id: str | None = None
    is_withheld: bool = False
    slice_name: str | None = None
    is_counted_overall: bool = True


def read_queries(path: Path) -> list[LabelledFirm]:
    """Read a CSV file (or .csv.gz) of labelled firms, numbered from 1 in the order of the file.

    Raises:
        UnusableInputError: The file is missing, unreadable or empty, lacks a column, has a line
            that does not say what is true, or holds no firm with a recipient.
    """
    if not path.is_file():
        raise UnusableInputError(f"{path}: there is no such file (--queries)")
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
            firms = _firms(csv.DictReader(file), path)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableInputError(f"{path} cannot be read as CSV in UTF-8: {error}") from error
    if not firms:
        raise UnusableInputError(f"{path} holds no queries: there is nothing to measure")
    if all(firm.is_withheld for firm in firms):
        raise UnusableInputError(
            f"{path} holds no firm with a recipient: every query is withheld, recall has no meaning"
        )
    return firms


def _firms(rows: "csv.DictReader[str]", path: Path) -> list[LabelledFirm]:
    headers = rows.fieldnames or []
    missing = [column for column in COLUMNS if column not in headers]
    if missing:
        has = ", ".join(headers) or "nothing"
        raise UnusableInputError(f"{path} lacks the columns {', '.join(missing)}; it has {has}")
    return [
        _firm(number, row, f"{path}, line {rows.line_num}") for number, row in enumerate(rows, 1)
    ]


def _firm(number: int, row: dict[str, str | None], where: str) -> LabelledFirm:
    text = {column: (row[column] or "").strip() for column in COLUMNS}
    is_withheld = TRUTH_VALUES.get(text["withheld"].lower())
    if is_withheld is None:
        raise UnusableInputError(f"{where}: withheld is '{text['withheld']}', not True or False")
    ueis = tuple(uei.strip().upper() for uei in text["true_ueis"].split("|") if uei.strip())
    if not ueis and not is_withheld:
        raise UnusableInputError(
            f"{where}: true_ueis is empty; a firm without a recipient in the universe has "
            "withheld = True"
        )
    return LabelledFirm(
        number=number,
        company_name=text["company_name"] or None,
        city=text["city"] or None,
        state=text["state"] or None,
        zip=text["zip"] or None,
        true_ueis=ueis,
        is_withheld=is_withheld,
    )
