"""Markdown out of templates, in which data stays text."""

import html
import re
from collections.abc import Callable, Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sbir_enrichment.pages.harmless import one_line
from sbir_enrichment.pages.wording import FILTERS

MEANS_SOMETHING = re.compile(r"([\\`*_\[\]|~])")


def plain(value: object) -> str:
    """Return a value as Markdown that shows it: one line, nothing in it marks anything up."""
    if isinstance(value, Markup):
        return str(value)
    return MEANS_SOMETHING.sub(r"\\\1", html.escape(one_line(str(value)), quote=False))


def render_markdown(
    package: str,
    template: str,
    *,
    filters: Mapping[str, Callable[..., str]] | None = None,
    **values: object,
) -> str:
    """Return a text in Markdown; whatever is put into it is shown as it is.

    Args:
        package: Where the template is, such as `sbir_enrichment.quality_report`.
        template: The template's file name.
        filters: For this text, beside `count`, `dollars` and `percent`.
        values: What the template asks for; a name it asks for in vain is an error.
    """
    # `plain` escapes what is put in, and does so for Markdown as well as for HTML.
    texts = Environment(  # noqa: S701
        loader=PackageLoader(package, "."),
        finalize=plain,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    texts.filters.update(FILTERS)
    texts.filters.update(filters or {})
    return texts.get_template(template).render(**values)
