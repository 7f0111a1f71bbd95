"""The report on the terminal."""

from itertools import groupby

from rich.console import Console
from rich.text import Text

from sbir_enrichment.deployment.markdown import TITLES
from sbir_enrichment.deployment.report import DeploymentReport, ItemResult


def print_report(report: DeploymentReport, console: Console) -> None:
    """Print every item, and below each open one how to mend it."""
    for group, items in groupby(report.items, key=lambda item: item.group):
        console.print(Text(TITLES[group], style="bold"))
        for item in items:
            _print_item(item, console)
    console.print(Text(report.verdict, style="bold"))


def _print_item(item: ItemResult, console: Console) -> None:
    if not item.is_open:
        mark, style = "done", "green"
    else:
        mark, style = ("OPEN", "red") if item.is_critical else ("open", "yellow")
    of = f" ({item.evidence_at[:10]})" if item.evidence_at else ""
    line = Text("  ").append(mark, style=style).append(f"  {item.key}: {item.evidence}{of}")
    console.print(line, soft_wrap=True)
    if item.is_open:
        for told in (item.title, item.task):
            if told:
                console.print(Text(f"        {told}"), soft_wrap=True)
        for command in item.mend:
            console.print(Text(f"        {command}", style="bold"), soft_wrap=True)
