"""The colours of pages and charts, on light and on dark ground.

Chosen so that any two of the six are told apart by eyes that lack a kind of cone, and each stands
out from the ground; a test measures both. Pages know them as CSS variables, so that one drawing
serves light, dark and print.
"""

from typing import NamedTuple


class Ground(NamedTuple):
    """Colours that belong together, as #rrggbb."""

    page: str
    panel: str
    ink: str
    quiet: str
    line: str
    link: str
    good: str
    bad: str
    chart: tuple[str, str, str, str, str, str]


LIGHT = Ground(
    page="#ffffff",
    panel="#f3f5f8",
    ink="#16202c",
    quiet="#515c6b",
    line="#c9d0d9",
    link="#0a5ea8",
    good="#0b6b46",
    bad="#b3261e",
    chart=("#0a5ea8", "#cc7722", "#0099cc", "#7d1230", "#7c5a2c", "#101a3a"),
)
DARK = Ground(
    page="#14181d",
    panel="#1f252d",
    ink="#e8ecf1",
    quiet="#a9b4c2",
    line="#3d4856",
    link="#7dbcf5",
    good="#5fd0a0",
    bad="#ff8f85",
    chart=("#6db3f2", "#ffb52e", "#9af2dd", "#f2542d", "#a45f98", "#7a52f0"),
)

SERIES = tuple(f"var(--chart-{number})" for number in range(1, 7))


def declarations(ground: Ground) -> str:
    """Return the colours as CSS declarations, `--ink: #16202c; ...`."""
    named = {name: value for name, value in ground._asdict().items() if name != "chart"}
    named |= {f"chart-{number}": value for number, value in enumerate(ground.chart, start=1)}
    return " ".join(f"--{name}: {value};" for name, value in named.items())
