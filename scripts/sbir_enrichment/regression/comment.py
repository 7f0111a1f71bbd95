"""The report as a comment on a pull request: short, and always the same comment."""

from sbir_enrichment.regression.markdown import (
    changes_table,
    layers_table,
    sections,
    text,
    verdict_in_markdown,
)
from sbir_enrichment.regression.report import Report
from sbir_enrichment.regression.wording import side_in_words

MARKER = "<!-- performance-regression-check -->"
"""The first line: by it the comment of an earlier run is found, to be written over."""

MOST_CHANGES = 15
MOST_LETTERS = 60_000
"""GitHub takes 65,536 letters."""


def to_comment(report: Report) -> str:
    """Return the comment; what is too long for one is left to the full report."""
    shown = report.noteworthy[:MOST_CHANGES]
    lines = [MARKER, f"### {verdict_in_markdown(report)}", ""]
    if report.differences:
        lines += dict(sections(report))["What differs"]
    elif shown:
        lines += changes_table(shown)
        left = len(report.noteworthy) - len(shown)
        lines += [f"and {left} more, in the full report"] if left else []
    elif report.layers:
        lines += layers_table(report)
    if report.problem:
        return "\n".join(lines) + _details(report, MOST_LETTERS)
    lines += [
        "",
        f"Before: {text(side_in_words(report.before))}  ",
        f"Now: {text(side_in_words(report.now))}",
    ]
    return "\n".join(lines) + "\n" + _details(report, MOST_LETTERS - len("\n".join(lines)))


def _details(report: Report, room: int) -> str:
    """Return the parts of the full report, folded; those that have no room left are named."""
    folded = ""
    for title, part in sections(report):
        if title in ("What differs", "What changed"):
            continue
        body = "\n".join(part)
        block = f"\n<details><summary>{title}</summary>\n\n{body}\n\n</details>\n"
        if len(folded) + len(block) > room:
            block = f"\n{title}: too long for a comment, see the full report.\n"
        folded += block
    return folded
