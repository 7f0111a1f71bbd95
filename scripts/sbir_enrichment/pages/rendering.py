"""Pages out of templates: one file each, that asks nothing of a network and obeys no data."""

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from sbir_enrichment.pages.palette import DARK, LIGHT, declarations
from sbir_enrichment.pages.site_links import PLACE_FOR_LINKS
from sbir_enrichment.pages.wording import FILTERS


def render_page(
    package: str,
    template: str,
    *,
    script: str | Sequence[str] = (),
    filters: Mapping[str, Callable[..., str]] | None = None,
    **values: object,
) -> str:
    """Return a page: a template that begins with `{% extends "pages/base.html.j2" %}`.

    Whatever is put into it is escaped. Data for a script goes into the page as
    `<script type="application/json" id="...">{{ data | tojson }}</script>`. The browser is told to
    load nothing and to run no script but this one, by its hash.

    Args:
        package: Where template and script are, such as `sbir_enrichment.evaluation`.
        template: The template's file name.
        script: Files of JavaScript that the page runs, in this order, if any.
        filters: For this page, beside `count`, `dollars` and `percent`.
        values: What the template asks for; a name it asks for in vain is an error.
    """
    pages = Environment(
        loader=ChoiceLoader(
            [
                PrefixLoader({"pages": PackageLoader("sbir_enrichment.pages", ".")}),
                PackageLoader(package, "."),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "allow_nan": False}
    pages.filters.update(FILTERS)
    pages.filters.update(filters or {})
    scripts = [script] if isinstance(script, str) else script
    code = "\n".join(files(package).joinpath(name).read_text(encoding="utf-8") for name in scripts)
    return pages.get_template(template).render(
        policy=_policy(code),
        # Our own text, not data: a style sheet, a script, a comment.
        light=Markup(declarations(LIGHT)),  # noqa: S704
        dark=Markup(declarations(DARK)),  # noqa: S704
        script=Markup(code),  # noqa: S704
        links_of_the_site=Markup(PLACE_FOR_LINKS),  # noqa: S704
        **values,
    )


def _policy(script: str) -> str:
    rules = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
    if not script:
        return f"{rules}; form-action 'none'"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"{rules}; form-action 'none'; script-src 'sha256-{digest}'"
