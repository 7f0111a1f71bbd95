"""The list itself as a page of the docs."""

from itertools import groupby

from sbir_enrichment.deployment.commands import PYTHON, signing
from sbir_enrichment.deployment.item_list import ITEMS
from sbir_enrichment.deployment.items import Item
from sbir_enrichment.deployment.markdown import TITLES
from sbir_enrichment.deployment.site import FULL_SIZE

NAMES = {"database": "sbir.duckdb", "build": "", "full_size": FULL_SIZE}
INTRODUCTION = f"""# Deployment checklist

Written by `{PYTHON}/write_deployment_checklist.py` from the list that
`{PYTHON}/check_deployment.py` looks at; do not edit it by hand. That command says
which items are open, on which evidence, and how to mend each; it ends with 1 while a critical one
is open. Go through its output from top to bottom, in the folder of the project.

- Commands leave their evidence in `reports/deployment`, as JSON that says when it was made and of
  which commit. What is older than an item allows does not count. Tests and the comparison with the
  baseline must be of the very commit that is checked out.
- What only people can know, they sign: `--sign ITEM --by NAME [--on DAY] [--note TEXT]` adds a line
  to `reports/deployment/sign_offs.csv`. It takes a name, and a day that has come.
- A site that is smaller than {FULL_SIZE:,} recipients says so with `--full-size N`; the report
  names the number.
"""


def write_checklist() -> str:
    """Return the list as a page of the docs."""
    parts = [INTRODUCTION]
    for group, items in groupby(ITEMS, key=lambda item: item.group):
        parts.append(f"\n## {TITLES[group]}\n")
        parts += [_described(item) for item in items]
    return "".join(parts)


def _described(item: Item) -> str:
    notes = ["" if item.is_critical else "May stay open."]
    if item.age_days:
        notes.append(f"Evidence counts for {item.age_days} days.")
    if item.since_build:
        notes.append("Of the build that is published.")
    text = " ".join(note for note in (item.why, *notes) if note)
    mend = item.mend or (signing(item.key),)
    commands = "\n".join(f"  {line.format(**NAMES)}" for line in mend)
    return f"- [ ] **{item.title}** (`{item.key}`). {text}\n  ```\n{commands}\n  ```\n"
