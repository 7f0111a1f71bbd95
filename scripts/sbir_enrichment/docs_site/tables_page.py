"""dbt's own page of tables and columns, without what a browser complains of."""

# Templates of its viewer, which the browser takes for addresses before the viewer fills them in.
# AngularJS makes an attribute of `ng-attr-href` only once that is filled in.
UNFILLED = {
    'xlink:href="{{ getIcon(': 'ng-attr-href="{{ getIcon(',
    "${require('./assets/favicons/favicon.ico')}": "data:,",
}


def tables_page(written_by_dbt: str) -> str:
    """Return the page so that it asks for no file that is not there; all else is as it was."""
    page = written_by_dbt
    for unfilled, mended in UNFILLED.items():
        page = page.replace(unfilled, mended)
    return page
