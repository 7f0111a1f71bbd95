"""The way from a page to the others of its site; a page by itself shows none."""

from collections.abc import Sequence

from markupsafe import Markup

PLACE_FOR_LINKS = "<!-- links of the site -->"


def with_site_links(page: str, links: Sequence[tuple[str, str]], current: str) -> str:
    """Return the page with links in its header.

    Args:
        page: What `render_page` returned, whoever wrote it to a file meanwhile.
        links: Label and relative address of each page of the site, in order.
        current: The address of this page.
    """
    items = Markup("").join(
        Markup('<li><a href="{}"{}>{}</a></li>').format(
            address, Markup(' aria-current="page"') if address == current else "", label
        )
        for label, address in links
    )
    nav = Markup('<nav aria-label="{}"><ul>{}</ul></nav>').format("Pages of this site", items)
    return page.replace(PLACE_FOR_LINKS, str(nav), 1)
