"""The story on a terminal."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sbir_enrichment.match_stories.story import Story
from sbir_enrichment.match_stories.weighed_names import Candidate
from sbir_enrichment.match_stories.wording import (
    METHODS,
    WEIGHTS_CHANGED,
    all_award_cells,
    awards_caption,
    candidate_cells,
    evidence_cells,
    feature_cells,
    identifier_cells,
    lack_cells,
    name_cells,
    outcome,
    run_line,
    setting_lines,
    source_lines,
    sum_line,
    title,
    where,
    without_other,
)
from sbir_enrichment.pages.harmless import harmless

CELL = 100
LINE = 600
AWARDS_SHOWN = 10
CANDIDATES_SHOWN = 5


def print_story(story: Story, console: Console) -> None:
    """Print it; long lists are cut here, the page has all."""
    _heading(console, title(story))
    _lines(console, [story.place, outcome(story), story.verdict.match_reason])
    _lines(console, [f"Rule: {story.verdict.rule}."])
    if story.verdict.match_flags:
        _lines(console, [f"Flags: {story.verdict.match_flags}"])
    _lines(console, [run_line(story)])
    _print_input(story, console)
    _print_evidence(story, console)
    _print_candidates(story, console)
    _print_runner_up(story, console)
    awards = all_award_cells(story)[:AWARDS_SHOWN]
    header = ("award", "year", "agency", "dollars", "status", "firm as written", "stands in")
    _print_table(
        console, f"The firm's awards: {awards_caption(story, len(awards))}", header, awards
    )
    _heading(console, "Settings in force")
    _lines(console, setting_lines(story) or ["They were not noted."])
    _heading(console, "Sources")
    _lines(console, source_lines(story) or ["They were not noted."])


def _print_input(story: Story, console: Console) -> None:
    for row in story.rows:
        _heading(console, f"As read: {where(row)}")
        _lines(console, [f"{column}: {value}" for column, value in row.values.items()])
        _lines(console, [f"! {problem}" for problem in row.problems])
    header = ("written", "compared as", "also as", "legal form", "awards")
    _print_table(console, "Names of the firm", header, name_cells(story))
    header = ("kind", "identifier", "awards", "taken for", "recipients that bear it")
    _print_table(console, "Identifiers on its awards", header, identifier_cells(story))


def _print_evidence(story: Story, console: Console) -> None:
    _heading(console, "What was tried")
    for attempt in story.attempts:
        _lines(console, [f"{METHODS.get(attempt.method, attempt.method)}: {attempt.looked_for}"])
        steps = ", ".join(f"{label} {number:,}" for label, number in attempt.steps)
        _lines(console, [f"  {steps}"] if steps else [])
        _lines(console, [f"  -> {found}" for found in attempt.found] or ["  -> nothing"])
    header = (
        "rank",
        "recipient",
        "UEI",
        "DUNS",
        "state",
        "method",
        "score",
        "evidence",
        "standing",
    )
    _print_table(console, "Recipients it led to", header, evidence_cells(story))


def _print_candidates(story: Story, console: Console) -> None:
    scored = candidate_cells(story)[:CANDIDATES_SHOWN]
    header = (
        *("rank", "recipient", "city", "state", "the firm's name", "the recipient's name"),
        *("place", "legal forms", "letters", "log-odds", "score"),
    )
    caption = f"{len(scored)} of {len(story.candidates)}"
    _print_table(console, f"Recipients compared by name: {caption}", header, scored)
    if story.best is not None:
        _print_sum(story.best, console)


def _print_sum(candidate: Candidate, console: Console) -> None:
    header = ("feature", "meaning", "value", "weight", "adds")
    heading = f"What makes the score of {harmless(candidate.recipient_name, CELL)}"
    _print_table(console, heading, header, feature_cells(candidate))
    _lines(console, [sum_line(candidate)])
    _lines(console, [] if candidate.adds_up else [WEIGHTS_CHANGED])


def _print_runner_up(story: Story, console: Console) -> None:
    other = story.runner_up
    if other is None:
        _lines(console, [without_other(story)])
        return
    _heading(console, "What the next best lacked")
    told = f"{other.recipient_name} ({other.match_method}, score {other.match_score:g})"
    _lines(console, [f"{told}: {other.explanation}"])
    _lines(console, [f"  {points}  {what}" for points, what in lack_cells(other)])


def _heading(console: Console, text: str) -> None:
    console.print(Text(f"\n{harmless(text, CELL)}", style="bold"), soft_wrap=True)


def _lines(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        if line:
            indent = " " * (len(line) - len(line.lstrip(" ")))
            console.print(Text(indent + harmless(line, LINE)), soft_wrap=True)


def _print_table(
    console: Console, heading: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    cells = [[Text(harmless(cell, CELL)) for cell in row] for row in rows]
    if not cells:
        return
    table = Table(title=Text(heading, style="bold"), title_justify="left")
    for column in header:
        table.add_column(column, overflow="fold")
    for row in cells:
        table.add_row(*row)
    console.print(table)
