"""Pages with tables between markers: everything else in them is written by people."""

import re
from collections.abc import Callable
from pathlib import Path

from sbir_enrichment.benchmark_docs import award_tables, recipient_tables
from sbir_enrichment.benchmark_docs.kept_results import KeptResults, read_kept
from sbir_enrichment.benchmark_docs.problems import UnusableResultsError
from sbir_enrichment.measuring.whole_files import write_whole

PAGES_FOLDER = Path("docs/performance")
PAGES = ("enrichment-benchmarks.md", "scale.md")

NOT_MEASURED = "Not measured yet; the commands above do it."

_OF_AWARDS: dict[str, Callable[[award_tables.Results], list[str]]] = {
    "awards": award_tables.award_lines,
    "awards by method": award_tables.method_lines,
    "models": award_tables.model_lines,
    "growth with awards": award_tables.award_growth_lines,
}
_OF_RECIPIENTS = {
    "recipients": recipient_tables.recipient_lines,
    "recipients by method": recipient_tables.method_lines,
    "growth with recipients": recipient_tables.recipient_growth_lines,
    "scale": recipient_tables.scale_lines,
}
BLOCKS = (*_OF_AWARDS, *_OF_RECIPIENTS)

_BLOCK = re.compile(
    r"^<!-- begin: (?P<name>[^>]*) -->\n(?P<text>.*?)^<!-- end: (?P=name) -->$", re.M | re.S
)
_MARKER = re.compile(r"^<!-- (?:begin|end): .*-->$", re.M)


def block_lines(name: str, results: KeptResults) -> list[str]:
    """Return what stands between the markers of a block.

    Raises:
        UnusableResultsError: there is no such block.
    """
    if name in _OF_AWARDS:
        return _OF_AWARDS[name](results.awards) if results.awards else [NOT_MEASURED]
    if name in _OF_RECIPIENTS:
        return _OF_RECIPIENTS[name](results.recipients) if results.recipients else [NOT_MEASURED]
    raise UnusableResultsError(f"there is no block {name!r}; there are {', '.join(BLOCKS)}")


def names_of_blocks(page: str) -> list[str]:
    """Return the names of the blocks of a page, in their order."""
    return [found["name"] for found in _BLOCK.finditer(page)]


def fill_page(page: str, path: Path, results: KeptResults) -> str:
    """Return the page with every block written anew.

    Args:
        page: The text.
        path: Its file, for messages.
        results: What to tell.

    Raises:
        UnusableResultsError: it has no block, an unknown one, or a marker without its other.
    """
    names = names_of_blocks(page)
    if not names or len(_MARKER.findall(page)) != 2 * len(names):
        raise UnusableResultsError(
            f"{path}: give each block a line `<!-- begin: name -->` and one `<!-- end: name -->`"
        )
    return _BLOCK.sub(lambda found: _block(found["name"], results), page)


def check_pages(folder: Path) -> None:
    """Raise, before a result is kept, if the pages could not be written from it.

    Raises:
        UnusableResultsError: a page cannot be used.
        OSError: a page cannot be read.
    """
    for path, page in _texts(folder):
        fill_page(page, path, KeptResults((), None))


def stale_pages(folder: Path) -> list[Path]:
    """Return the pages that are not as they would be written.

    Raises:
        UnusableResultsError: a result or a page cannot be used.
        OSError: a page cannot be read.
    """
    return [path for path, page, filled in _filled(folder) if page != filled]


def write_pages(folder: Path) -> list[Path]:
    """Write every page, none if one cannot be, and return them.

    Raises:
        UnusableResultsError: a result or a page cannot be used.
        OSError: a page cannot be read or written.
    """
    pages = _filled(folder)
    for path, _, filled in pages:
        write_whole(path, filled)
    return [path for path, _, _ in pages]


def _filled(folder: Path) -> list[tuple[Path, str, str]]:
    """Return each page, as it is and as it would be written."""
    results = read_kept(folder)
    return [(path, page, fill_page(page, path, results)) for path, page in _texts(folder)]


def _texts(folder: Path) -> list[tuple[Path, str]]:
    texts = []
    for path in (folder / name for name in PAGES):
        try:
            texts.append((path, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError as error:
            raise UnusableResultsError(f"{path} is not in UTF-8; save it so") from error
    return texts


def _block(name: str, results: KeptResults) -> str:
    lines = "\n".join(["", *block_lines(name, results), ""])
    return f"<!-- begin: {name} -->\n{lines}\n<!-- end: {name} -->"
