"""Settings in force as a table of the terminal, and as JSON."""

import json
from dataclasses import asdict

from rich import box
from rich.table import Table
from rich.text import Text

from sbir_enrichment.settings.effective import EffectiveSettings
from sbir_enrichment.settings.hidden import HIDDEN, shown


def settings_table(settings: EffectiveSettings) -> Table:
    """Return one row for each setting; Text, so that no value is taken for markup."""
    table = Table(box=box.SIMPLE, title="Settings in force", title_justify="left")
    for title in ("setting", "value", "from", "in place of"):
        table.add_column(title, overflow="fold", no_wrap=title == "setting")
    for group in ((settings.target,), settings.engine, settings.variables):
        for one in group:
            overridden = "hidden" if one.overridden and one.name in HIDDEN else one.overridden
            cells = (one.name, str(shown(one.name, one.value)), one.origin, overridden)
            table.add_row(*(Text(cell) for cell in cells))
        table.add_section()
    return table


def to_json(settings: EffectiveSettings) -> str:
    """Return the settings as JSON, under their names."""
    everything = (settings.target, *settings.engine, *settings.variables)
    told = {one.name: asdict(one) | {"value": shown(one.name, one.value)} for one in everything}
    for name in HIDDEN & told.keys():
        told[name]["overridden"] = told[name]["overridden"] and "hidden"
    return json.dumps(told, indent=2) + "\n"
