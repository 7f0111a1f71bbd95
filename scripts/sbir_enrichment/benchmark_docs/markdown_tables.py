"""A table of Markdown, a figure to a row and a size to a column."""

from collections.abc import Iterable, Sequence

MIB = 1024 * 1024


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; all columns but the first hold numbers."""
    rule = "|---" + "|---:" * (len(header) - 1) + "|"
    return [_line(header), rule, *(_line(row) for row in rows)]


def mib(size: float) -> str:
    """Return bytes as MiB."""
    return f"{size / MIB:,.0f}"


def seconds(median: float, lowest: float, highest: float) -> str:
    """Return a time, and its range where runs differ."""
    if lowest == highest:
        return f"{median:,.1f}"
    return f"{median:,.1f} ({lowest:,.1f} to {highest:,.1f})"


def per_second(number: float, time: float) -> str:
    """Return a rate; small ones with a digit more."""
    rate = number / time
    return f"{rate:,.1f}" if rate < 10 else f"{rate:,.0f}"  # noqa: PLR2004 (ten of anything)


def share(part: float, whole: float) -> str:
    """Return a percentage with what it was counted from, or `none`."""
    return f"{100 * part / whole:.2f} % ({part:,} of {whole:,})" if whole else "none"


def _line(cells: Sequence[str]) -> str:
    escaped = (cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells)
    return f"| {' | '.join(escaped)} |"
