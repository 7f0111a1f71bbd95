"""Numbers as people read them, the same on page, terminal and in Markdown."""

from collections.abc import Callable, Mapping

NOTHING = "-"
MILLION, BILLION = 1e6, 1e9


def count(number: float | None) -> str:
    """Return `12,345`, or a dash for nothing."""
    return NOTHING if number is None else f"{number:,.0f}"


def percent(share: float | None, places: int = 1) -> str:
    """Return `80.7 %` for 0.807, or a dash for nothing."""
    return NOTHING if share is None else f"{100 * share:.{places}f} %"


def dollars(amount: float | None) -> str:
    """Return `$1.2 million`, `$950` or, for nothing, a dash."""
    if amount is None:
        return NOTHING
    size = abs(amount)
    sign = "-" if amount < 0 else ""
    # What would be rounded up to a thousand millions is a billion.
    if size >= 0.9995 * BILLION:
        return f"{sign}${size / BILLION:,.2f} billion"
    if size >= MILLION:
        return f"{sign}${size / MILLION:,.1f} million"
    return f"{sign}${size:,.0f}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "count": count,
    "dollars": dollars,
    "percent": percent,
}
