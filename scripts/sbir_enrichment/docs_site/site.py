"""Making the site of a build."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from sbir_enrichment.docs_site.entries import (
    ENTRIES,
    QUALITY,
    REVIEW,
    SEARCH,
    START,
    TABLES,
    Entry,
)
from sbir_enrichment.docs_site.made_pages import MadePage, read_made, write_made
from sbir_enrichment.docs_site.start_page import render_start
from sbir_enrichment.docs_site.tables_page import tables_page
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.pages.site_links import with_site_links
from sbir_enrichment.quality_report.award_figures import read_source
from sbir_enrichment.quality_report.measured_parts import Slice, Source
from sbir_enrichment.quality_report.problems import UnusableInputError
from sbir_enrichment.quality_report.slices import slices_of_warehouse
from sbir_enrichment.quality_report.warehouses import open_warehouse

START_LABEL = "Start"


class _Page(NamedTuple):
    entry: Entry
    text: str
    made: MadePage


@dataclass(frozen=True)
class Request:
    """What to make.

    Attributes:
        database: The build.
        folder: Where the site goes; pages of it that are not made again stay.
        dbt_page: The page that `dbt docs generate --static` wrote.
        most: The most awards, firms and open matches that a page holds.
        is_quick: Make the start page and the tables alone, which takes no time to speak of.
    """

    database: Path
    folder: Path
    dbt_page: Path
    most: int
    is_quick: bool = False


@dataclass(frozen=True)
class Site:
    """What was made.

    Attributes:
        start: The start page.
        overall: The figures of the build it shows.
        source: That build.
    """

    start: Path
    overall: Slice
    source: Source


def build_site(request: Request) -> Site:
    """Write the pages that can be made, and the start page over all there are.

    Raises:
        NothingToMeasureError: There is no build.
        UnusableInputError: The page of dbt is not there, or the folder cannot be written.
    """
    if not request.dbt_page.is_file():
        raise UnusableInputError(f"{request.dbt_page}: dbt has not written it yet; run `make docs`")
    with open_warehouse(request.database) as connection:
        source = read_source(connection, "warehouse", str(request.database))
        overall, _ = slices_of_warehouse(connection)
        pages = [_tables(request, source)]
        if not request.is_quick:
            pages += [*_made_here(request, connection, source), *_left_by_others()]
    try:
        there = read_made(request.folder) | {page.entry.address: page.made for page in pages}
        links = [(START_LABEL, START)]
        links += [(entry.label, entry.address) for entry in ENTRIES if entry.address in there]
        for page in pages:
            address = page.entry.address
            write_whole(request.folder / address, with_site_links(page.text, links, address))
        write_made(request.folder, there)
        write_whole(request.folder / START, render_start(overall, source, there))
    except OSError as error:
        raise UnusableInputError(f"cannot write the site: {error}") from error
    return Site(request.folder / START, overall, source)


def _tables(request: Request, source: Source) -> _Page:
    # dbt's own page, a program of some megabytes.
    page = tables_page(request.dbt_page.read_text(encoding="utf-8"))
    return _Page(TABLES, page, _of_build(source))


def _made_here(
    request: Request, connection: duckdb.DuckDBPyConnection, source: Source
) -> list[_Page]:
    # Charts take seconds to load; the start page alone does without.
    from sbir_enrichment.docs_site.build_pages import quality, review, search  # noqa: PLC0415

    made = _of_build(source)
    return [
        _Page(SEARCH, search(connection, source, request.most), made),
        _Page(QUALITY, quality(request.database), made),
        _Page(REVIEW, review(request.database, request.most), made),
    ]


def _left_by_others() -> list[_Page]:
    pages = []
    for entry in ENTRIES:
        if entry.made_as is not None and entry.made_as.is_file():
            changed = datetime.fromtimestamp(entry.made_as.stat().st_mtime, UTC)
            made = MadePage(made_at=f"{changed:%Y-%m-%dT%H:%M:%S}Z")
            pages.append(_Page(entry, entry.made_as.read_text(encoding="utf-8"), made))
    return pages


def _of_build(source: Source) -> MadePage:
    return MadePage(
        made_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}Z",
        dbt_invocation_id=source.dbt_invocation_id,
        built_at=source.built_at,
    )
