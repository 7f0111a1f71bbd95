"""A drawn sample as files: a table to fill in, a page to label on."""

import argparse
from collections.abc import Sequence
from dataclasses import replace

from sbir_enrichment.pages.spreadsheet_cells import safe_csv
from sbir_enrichment.review.cases import Case
from sbir_enrichment.review.command_line import write_file
from sbir_enrichment.review.decisions import REVIEWED
from sbir_enrichment.review.known_names import plain_line
from sbir_enrichment.review.page import sample_page
from sbir_enrichment.review.reading import read_decisions
from sbir_enrichment.review.sampling import draw_sample


def write_sample(options: argparse.Namespace) -> None:
    """Draw, print the strata, and write what is not labelled yet to where it was asked for.

    Raises:
        UnusableFileError: A file cannot be read or written, or the size does not do.
        WrongRowsError: The labels there are cannot be read.
        CouldNotCheckError: There is no build.
    """
    decisions = read_decisions(options.decisions, REVIEWED)
    labelled = {decision.pair for decision in decisions}
    sample = draw_sample(options.database, options.size, options.minimum, options.seed)
    cases = tuple(case for case in sample.cases if case.pair not in labelled)
    width = max(len(stratum.name) for stratum in sample.strata)
    for stratum in sample.strata:
        print(f"{stratum.name:{width}}  {stratum.drawn:>5} of {stratum.firms} firms")
    done = len(sample.cases) - len(cases)
    print(f"{len(sample.cases)} matches drawn, {done} of them labelled already: {len(cases)} to do")
    if options.output:
        write_file(options.output, table_of(cases))
    if options.page:
        drawn = f"{options.size} by seed {options.seed}, at least {options.minimum} a stratum"
        page = sample_page(replace(sample, cases=cases), options.database.name, drawn)
        write_file(options.page, page)


def table_of(cases: Sequence[Case]) -> str:
    """Return the sample as CSV with verdict, name, day and reason to fill in."""
    rows = []
    for case in cases:
        (candidate,) = case.candidates
        cells = {
            "company_id": case.firm.id,
            "company_name": plain_line(case.firm.name or ""),
            "recipient_id": candidate.id,
            "recipient_name": plain_line(candidate.name or ""),
            **case.cells,
        }
        rows.append([cells.get(name, "") for name in REVIEWED.columns])
    return safe_csv(REVIEWED.columns, rows)
