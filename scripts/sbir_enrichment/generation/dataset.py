"""A whole made-up data set: what is asked for, and the writing of all its files."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sbir_enrichment.generation import companies, entities, layouts, prime_awards
from sbir_enrichment.generation.abstracts import Prose
from sbir_enrichment.generation.awards import draw_award_chunk, firms_of_rows
from sbir_enrichment.generation.columns import Table
from sbir_enrichment.generation.companies import Companies
from sbir_enrichment.generation.prime_awards import PrimeAwards
from sbir_enrichment.generation.progress import RowProgress
from sbir_enrichment.generation.registry import Registry
from sbir_enrichment.generation.request import ROWS_AT_A_TIME, Request
from sbir_enrichment.generation.writers import Folder

FILES = {
    "award_data": layouts.AWARDS,
    "recipient_lookup": layouts.RECIPIENTS,
    "prime_awards": layouts.PRIME_AWARDS,
    "truth_awards": layouts.TRUTH_AWARDS,
    "truth_recipients": layouts.TRUTH_RECIPIENTS,
    "truth_companies": layouts.TRUTH_COMPANIES,
}


def generate(request: Request) -> Path:
    """Write the data set and return its folder.

    Raises:
        ImpossibleRequestError: the sizes cannot be had; nothing has been written.
    """
    request.check()
    firms = companies.draw_companies(request.awards, request.companies, request.seed)
    firm_entities = entities.draw_firm_entities(firms, request.seed)
    registry = Registry.planned(firms, firm_entities, request)
    with (
        Folder(request.folder, request.file_format, FILES) as folder,
        RowProgress(_rows_in_all_files(request)) as progress,
    ):
        progress.stage("companies")
        progress.add(folder.write("truth_companies", companies.truth(firms)))
        progress.stage("recipients")
        for table, truth in registry.chunks():
            progress.add(folder.write("recipient_lookup", table))
            progress.add(folder.write("truth_recipients", truth))
        progress.stage("awards and prime awards")
        primes = PrimeAwards(firms, firm_entities, registry.strangers(), request.seed)
        for name, table in _award_tables(firms, primes, request):
            progress.add(folder.write(name, table))
        progress.stage("done")
    return request.folder


def _rows_in_all_files(request: Request) -> int:
    with_truth = 2 * request.awards + 2 * request.recipients
    return with_truth + request.companies + prime_awards.rows_up_to(request.awards)


def _award_tables(
    firms: Companies, primes: PrimeAwards, request: Request
) -> Iterator[tuple[str, Table]]:
    """Yield the tables of each chunk of awards, with the name of the file they go to."""
    prose = Prose.drawn(request.seed)
    firm_of_row = firms_of_rows(firms, request.seed)
    for start in range(0, request.awards, ROWS_AT_A_TIME):
        firm = firm_of_row[start : start + ROWS_AT_A_TIME].astype(np.int64)
        chunk = draw_award_chunk(firms, prose, firm, start + 1, request.seed)
        yield "award_data", chunk.table
        yield "truth_awards", chunk.truth
        yield "prime_awards", primes.draw_chunk(chunk, start + 1)
