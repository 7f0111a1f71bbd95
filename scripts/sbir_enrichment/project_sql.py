"""The project's SQL macros outside dbt, so that what they say is written once."""

import csv
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

PROJECT = Path(__file__).parents[2]
MACROS = PROJECT / "macros"

# Exactly one per award; the order of the columns of fct_match_quality.
STATUSES = ("accepted", "review", "ambiguous", "conflict", "unmatched", "unmatchable")


def macro_sql(name: str, *arguments: object) -> str:
    """Return the SQL of a macro that asks nothing of dbt but `var` and other such macros.

    Raises:
        KeyError: There is no macro of that name.
    """
    macros = _macros()
    sql: str = getattr(macros.get_template(_places()[name]).module, name)(*arguments)
    return sql


@cache
def default_settings() -> dict[str, Any]:
    """Return the settings as dbt_project.yml has them."""
    project = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    settings: dict[str, Any] = project["vars"]
    return settings


@cache
def match_methods() -> dict[str, str]:
    """Return what each match method means, the strongest first."""
    seed = PROJECT / "seeds" / "lookups" / "match_methods.csv"
    with seed.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: int(row["priority"]))
    return {row["match_method"]: row["description"] for row in rows}


@cache
def _places() -> dict[str, str]:
    return {path.stem: path.relative_to(MACROS).as_posix() for path in MACROS.rglob("*.sql")}


@cache
def _macros() -> Environment:
    # SQL, not HTML: nothing is to be escaped.
    macros = Environment(loader=FileSystemLoader(MACROS), undefined=StrictUndefined)  # noqa: S701
    macros.globals.update({name: partial(macro_sql, name) for name in _places()})
    macros.globals["var"] = default_settings().__getitem__
    return macros
