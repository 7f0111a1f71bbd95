"""What an award row says of the award: agency, numbers, dates and amounts."""

import numpy as np

from sbir_enrichment.generation import award_shares, formats
from sbir_enrichment.generation.agencies import AGENCIES, fill
from sbir_enrichment.generation.columns import (
    Numbers,
    Table,
    Text,
    blank,
    choose,
    join,
    text,
    written,
)
from sbir_enrichment.generation.draws import Rng, chance, interpolate, pick_position

PHASES = ("Phase I", "Phase II")

_PHASE_ONE_DOLLARS = (30_000, 60_000, 90_000, 120_000, 150_000, 230_000, 320_000)
_PHASE_TWO_DOLLARS = (150_000, 400_000, 600_000, 750_000, 1_000_000, 1_500_000, 3_000_000)
_PHASE_DAYS = (180, 730)
_ROUND_DOLLARS = 0.4
_SHORT_NUMBERS = 12


def draw_terms(rng: Rng, years: Numbers) -> tuple[Table, Numbers]:
    """Return the columns about the award, and the position of each row's agency in `AGENCIES`."""
    rows = len(years)
    agency = pick_position(rng, [float(each.weight) for each in AGENCIES], rows)
    is_second = chance(rng, award_shares.PHASE_TWO, rows)
    days = formats.days_in(rng, years)
    form = formats.date_formats(rng, rows)
    contract, tracking, topic = _numbers(rng, agency, is_second.astype(np.int64), years)
    duration = np.where(is_second, _PHASE_DAYS[1], _PHASE_DAYS[0]) + rng.integers(30, size=rows)
    program = choose(chance(rng, award_shares.STTR, rows), "STTR", "SBIR")
    table = {
        "Agency": text([each.name for each in AGENCIES])[agency],
        "Branch": text([each.branch for each in AGENCIES])[agency],
        "Phase": choose(is_second, PHASES[1], PHASES[0]),
        "Program": program,
        "Agency Tracking Number": tracking,
        "Contract": _as_recorded(rng, contract),
        "Proposal Award Date": formats.dates(rng, days, form),
        "Contract End Date": formats.dates(rng, days + duration, form),
        **_solicitation(rng, years, days),
        "Topic Code": topic,
        "Award Year": written(years),
        "Award Amount": formats.amounts(rng, _dollars(rng, is_second.astype(np.int64))),
    }
    return table, agency


def _numbers(rng: Rng, agency: Numbers, phase: Numbers, years: Numbers) -> tuple[Text, Text, Text]:
    """Return contract, tracking number and topic, in the manner of each agency and phase."""
    columns = blank(len(years)), blank(len(years)), blank(len(years))
    for at, each in enumerate(AGENCIES):
        for second in (0, 1):
            here = np.flatnonzero((agency == at) & (phase == second))
            templates = (each.contracts[second], each.tracking, each.topic)
            for column, template in zip(columns, templates, strict=True):
                column[here] = fill(rng, template, years[here])
    return columns


def _as_recorded(rng: Rng, contract: Text) -> Text:
    """Leave some numbers out, and put the number of an order, such as 0001, for some."""
    rows = len(contract)
    order = text([f"{number:04d}" for number in rng.integers(1, _SHORT_NUMBERS, size=rows)])
    recorded = choose(chance(rng, award_shares.SHORT_CONTRACT_NUMBER, rows), order, contract)
    return choose(chance(rng, award_shares.NO_CONTRACT_NUMBER, rows), "", recorded)


def _solicitation(rng: Rng, years: Numbers, days: Numbers) -> Table:
    rows = len(years)
    year = written(years - rng.integers(2, size=rows))
    number = join(year, ".", written(rng.integers(1, 5, size=rows)))
    notified = chance(rng, award_shares.NOTIFICATIONS, rows)
    slashes = choose(notified, "slashes", "blank")
    return {
        "Solicitation Number": choose(chance(rng, award_shares.SOLICITATIONS, rows), number, ""),
        "Solicitation Year": choose(chance(rng, award_shares.SOLICITATION_YEARS, rows), year, ""),
        "Solicitation Close Date": formats.dates(rng, np.maximum(days - 200, 0), slashes),
        "Proposal Receipt Date": formats.dates(rng, np.maximum(days - 205, 0), slashes),
        "Date of Notification": formats.dates(rng, np.maximum(days - 60, 0), slashes),
    }


def _dollars(rng: Rng, phase: Numbers) -> Numbers:
    rows = len(phase)
    first = interpolate(rng, _PHASE_ONE_DOLLARS, rows)
    dollars = np.where(phase == 1, interpolate(rng, _PHASE_TWO_DOLLARS, rows), first)
    exact = dollars.astype(np.int64)
    return np.where(chance(rng, _ROUND_DOLLARS, rows), exact // 10_000 * 10_000, exact)
