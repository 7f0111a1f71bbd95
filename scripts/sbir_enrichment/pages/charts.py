"""Charts drawn once as SVG, in the page's own colours and with a text in their stead."""

import re
from typing import Any, cast

import altair as alt
import vl_convert
from markupsafe import Markup

from sbir_enrichment.pages.palette import SERIES

LOOK = {
    "aria": False,  # the figure speaks for the whole chart
    "background": "transparent",
    "font": 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif',
    "view": {"stroke": None},
    "range": {"category": list(SERIES)},
    "mark": {"color": SERIES[0]},
    "axis": {
        "domainColor": "var(--quiet)",
        "gridColor": "var(--line)",
        "labelColor": "currentColor",
        "labelFontSize": 12,
        "labelLimit": 340,
        "tickColor": "var(--quiet)",
        "titleColor": "currentColor",
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "legend": {
        "labelColor": "currentColor",
        "labelFontSize": 12,
        "labelLimit": 0,
        "titleColor": "currentColor",
        "titleFontSize": 12,
    },
    "text": {"color": "currentColor", "fontSize": 12},
    "header": {"labelColor": "currentColor", "titleColor": "currentColor"},
}

# The drawing program ends the whole process when it meets a character that XML does not know.
UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Labels are cut to what fits, which takes it seconds for a long text.
LONGEST_TEXT = 120


def draw(chart: alt.TopLevelMixin, name: str) -> Markup:
    """Return the chart as SVG to put into a page, inside an element that says what it shows.

    Args:
        chart: Any altair chart; colours not given are the palette's, which follow light, dark
            and print. Texts of the data are escaped by the drawing.
        name: Different for each chart of a page, letters, digits and dashes: parts of the
            drawing refer to each other by it.
    """
    drawing = chart.to_dict()
    drawing["config"] = {**drawing.get("config", {}), **LOOK}
    svg = vl_convert.vegalite_to_svg(cast("dict[str, Any]", _drawable(drawing, {})))
    svg = re.sub(r'(id="|url\(#)((?:clip|gradient)[\w-]*)', rf"\g<1>{name}-\2", svg)
    return Markup(svg)  # noqa: S704


def figure(chart: alt.TopLevelMixin, name: str, text: str, caption: str = "") -> Markup:
    """Return the chart as a figure: drawing, the text that stands in for it, and a caption.

    Args:
        chart: As for `draw`.
        name: As for `draw`.
        text: What one would tell of the chart to someone who does not see it.
        caption: Shown to all below the chart, or nothing.
    """
    drawn = Markup('<figure><div class="chart" role="img" aria-label="{}">{}</div>{}</figure>')
    told = Markup("<figcaption>{}</figcaption>").format(caption) if caption else ""
    return drawn.format(text, draw(chart, name), told)


def _drawable(part: object, shown: dict[str, str]) -> object:
    if isinstance(part, str):
        return _drawable_text(part, shown)
    if isinstance(part, dict):
        return {name: _drawable(value, shown) for name, value in part.items()}
    if isinstance(part, list):
        return [_drawable(value, shown) for value in part]
    return part


def _drawable_text(text: str, shown: dict[str, str]) -> str:
    """Return the text as it can be drawn; `shown` keeps different ones different."""
    drawable = UNDRAWABLE.sub("\N{REPLACEMENT CHARACTER}", text[:LONGEST_TEXT])
    if len(text) > LONGEST_TEXT:
        drawable += "\N{HORIZONTAL ELLIPSIS}"
    if drawable != text and text not in shown:
        alike = sum(other.startswith(drawable) for other in shown.values())
        shown[text] = f"{drawable} ({alike + 1})" if alike else drawable
    return shown.get(text, text)
