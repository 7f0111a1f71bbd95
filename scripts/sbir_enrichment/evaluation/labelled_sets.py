"""A labelled set laid out as input files of the project: awards without identifiers, recipients."""

import csv
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.evaluation.labelled_firms import LabelledFirm, read_queries
from sbir_enrichment.evaluation.problems import UnusableInputError

# The columns that staging requires, and those that say who and where the firm is.
AWARD_HEADERS = (
    *("Company", "Agency", "Phase", "Program", "Agency Tracking Number", "Contract"),
    *("Award Year", "Award Amount", "UEI", "Duns", "City", "State", "Zip"),
)
Award = tuple[int, str | None, str | None, str | None, str | None]


@dataclass(frozen=True)
class LabelledSet:
    """What is to be matched, and what is true.

    Attributes:
        source: Where the firms come from, for the reader.
        award_file: Their awards in the sbir.gov layout, identifiers blank.
        universe: The recipients, a file that the project reads.
        prime_awards: Prime awards, a file that the project reads; None to go by names alone.
        notes: What the reader should know of the labels.
    """

    source: str
    firms: tuple[LabelledFirm, ...]
    award_file: Path
    universe: Path
    notes: tuple[str, ...] = ()
    prime_awards: Path | None = None


def labelled_set_of_queries(queries: Path, universe: Path, folder: Path) -> LabelledSet:
    """Lay out a file of queries: one award per query.

    Raises:
        UnusableInputError: Either file cannot be used.
    """
    firms = tuple(read_queries(queries))
    if not universe.is_file():
        raise UnusableInputError(f"{universe}: there is no such file (--universe)")
    awards = [(firm.number, firm.company_name, firm.city, firm.state, firm.zip) for firm in firms]
    return LabelledSet(
        source=str(queries),
        firms=firms,
        award_file=write_award_file(awards, folder / "award_data.csv"),
        universe=universe.resolve(),
    )


def write_award_file(awards: list[Award], path: Path) -> Path:
    """Write awards (number, firm, city, state, zip) that bear nothing else, and return the path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        rows.writerow(AWARD_HEADERS)
        for number, name, city, state, postcode in awards:
            said = {
                "Company": name,
                "Agency Tracking Number": number,
                "City": city,
                "State": state,
                "Zip": postcode,
            }
            rows.writerow([said.get(header) or "" for header in AWARD_HEADERS])
    return path
