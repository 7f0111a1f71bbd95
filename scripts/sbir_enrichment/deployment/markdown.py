"""The report as Markdown."""

from itertools import groupby

from sbir_enrichment.deployment.report import DeploymentReport, ItemResult
from sbir_enrichment.pages.markdown import plain

TITLES = {
    "before": "Before",
    "infrastructure": "Infrastructure",
    "testing": "Testing",
    "deployment": "Deployment",
    "after": "After",
    "maintenance": "Maintenance",
    "rollback": "Rollback",
}


def to_markdown(report: DeploymentReport) -> str:
    """Return the report for people."""
    commit = report.commit[:12] if report.commit else "none"
    lines = [
        "# Deployment check",
        "",
        f"**{report.verdict}** {report.made_at}, database `{report.database}`, commit `{commit}`, "
        f"full size {report.full_size:,} recipients.",
    ]
    for group, items in groupby(report.items, key=lambda item: item.group):
        lines += ["", f"## {TITLES[group]}", "", "| | item | evidence | of |", "|---|---|---|---|"]
        shown = list(items)
        lines += [_row(item) for item in shown]
        for item in (item for item in shown if item.is_open):
            lines += ["", f"**{item.title}** (`{item.key}`) {item.task}".rstrip(), "", "```"]
            lines += [*item.mend, "```"]
    return "\n".join(lines) + "\n"


def _row(item: ItemResult) -> str:
    cells = (_mark(item), item.title, plain(item.evidence), item.evidence_at or "")
    return f"| {' | '.join(cells)} |"


def _mark(item: ItemResult) -> str:
    if not item.is_open:
        return "done"
    return "**open**" if item.is_critical else "open, may stay so"
