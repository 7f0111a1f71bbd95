"""Settings in force as a table of the terminal, and as JSON."""

import json
from dataclasses import asdict

from rich import box
from rich.table import Table
from rich.text import Text

from sbir_enrichment.settings.effective import EffectiveSettings


def settings_table(settings: EffectiveSettings) -> Table:
    """Return one row for each setting; Text, so that no value is taken for markup."""
    table = Table(box=box.SIMPLE, title="Settings in force", title_justify="left")
    for title in ("setting", "value", "from", "in place of"):
        table.add_column(title, overflow="fold")
    for group in ((settings.target,), settings.engine, settings.variables):
        for one in group:
            cells = (one.name, str(one.value), one.origin, one.overridden)
            table.add_row(*(Text(cell) for cell in cells))
        table.add_section()
    return table


def to_json(settings: EffectiveSettings) -> str:
    """Return the settings as JSON, under their names."""
    everything = (settings.target, *settings.engine, *settings.variables)
    return json.dumps({one.name: asdict(one) for one in everything}, indent=2) + "\n"
