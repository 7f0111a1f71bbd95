"""The report as Markdown, in which no text of the data can become markup."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sbir_enrichment.regression.changes import Change
from sbir_enrichment.regression.report import Report
from sbir_enrichment.regression.wording import (
    CHANGES,
    LAYERS,
    SYMBOLS,
    Row,
    headline,
    one_line,
    problem_lines,
    row_of,
    side_in_words,
)

_MARKUP = re.compile(r"[\\`*\[\]|~<>&$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_AUTOLINK = re.compile(r"@|#(?=\d)|:(?=//)|www(?=\.)", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[\w.-]+( [\w.-]+)*", re.ASCII)
_NO_LETTER = re.compile(r"[^A-Za-z0-9 ]")


def to_markdown(report: Report) -> str:
    """Return the whole report."""
    lines = [
        "# Did the build become slower, hungrier or worse?",
        "",
        f"**{verdict_in_markdown(report)}**",
        "",
        f"- Before: {text(side_in_words(report.before))}",
        f"- Now: {text(side_in_words(report.now))}",
        f"- Measured {'in turns' if report.is_interleaved else 'one after the other'}; "
        f"compared {text(report.made_at)}",
    ]
    for title, part in sections(report):
        lines += ["", f"## {title}", "", *part]
    return "\n".join(lines) + "\n"


def verdict_in_markdown(report: Report) -> str:
    """Return the outcome in one sentence, with its symbol."""
    return f"{SYMBOLS[report.verdict]} {text(headline(report))}"


def sections(report: Report) -> Iterator[tuple[str, list[str]]]:
    """Yield title and lines of each part that has something to say."""
    if len(problem_lines(report)) > 1:
        # Indented by four: code, whatever it holds.
        yield "What was said at last", [f"    {line}" for line in problem_lines(report)[1:]]
    if report.differences:
        rows = [
            (text(one.condition), text(one.before), text(one.now)) for one in report.differences
        ]
        yield "What differs", table(("Condition", "Before", "Now"), rows)
    if report.layers:
        yield "By layer", layers_table(report)
    if report.noteworthy:
        yield "What changed", changes_table(report.noteworthy)
    if report.better:
        yield "What became better", changes_table(report.better)
    if report.new_models or report.removed_models:
        yield "New and removed models", list(model_lines(report))
    if report.matches_before and report.matches_now and not report.differences:
        yield "Matches", matches_table(report)
    if report.notes:
        yield "Notes", [f"- {text(note)}" for note in report.notes]
    if report.changes:
        yield "All figures", changes_table(report.changes)


def layers_table(report: Report) -> list[str]:
    """Return the verdict of each layer."""
    rows = [
        (LAYERS[layer][0], LAYERS[layer][1], f"{SYMBOLS[verdict]} {verdict}")
        for layer, verdict in report.layers.items()
    ]
    return table(("Layer", "What is compared", "Verdict"), rows)


def changes_table(changes: Iterable[Change]) -> list[str]:
    """Return one line for each change."""
    return table(CHANGES, [_cells(row_of(change)) for change in changes], numbers=range(2, 6))


def model_lines(report: Report) -> Iterator[str]:
    """Yield which models there were not before, and which there are no more."""
    for label, names in (("New", report.new_models), ("Removed", report.removed_models)):
        if names:
            yield f"- {label}: {', '.join(code(name) for name in names)}"


def matches_table(report: Report) -> list[str]:
    """Return the awards by status and by method, before and now."""
    before, now = report.matches_before, report.matches_now
    if before is None or now is None:
        return []
    rows = [("all awards", f"{before.awards:,}", f"{now.awards:,}")]
    for old, new in ((before.by_status, now.by_status), (before.by_method, now.by_method)):
        rows += [
            (code(name), f"{old.get(name, 0):,}", f"{new.get(name, 0):,}")
            for name in sorted(old.keys() | new.keys())
        ]
    return table(("Awards", "Before", "Now"), rows, numbers=(1, 2))


def table(
    header: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()
) -> list[str]:
    """Return a table; cells are Markdown already, columns of `numbers` are set to the right."""
    right = set(numbers)
    rule = ["---:" if place in right else "---" for place in range(len(header))]
    return [f"| {' | '.join(cells)} |" for cells in (header, rule, *rows)]


def text(words: str) -> str:
    """Return a text so that it is shown letter by letter: no markup, HTML, link or mention."""
    return _AUTOLINK.sub("\\g<0>&#8203;", _MARKUP.sub(_escaped, one_line(words)))


def code(name: str) -> str:
    """Return a name as code, in a table or outside of one."""
    words = one_line(name)
    if _PLAIN_NAME.fullmatch(words):
        return f"`{words}`"
    # Backticks do not keep a pipe from ending the cell of a table; entities do.
    return f"<code>{_NO_LETTER.sub(lambda found: f'&#{ord(found[0])};', words)}</code>"


def _escaped(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0], f"\\{found[0]}")


def _cells(row: Row) -> tuple[str, ...]:
    return (
        code(row.subject) if row.is_model else row.subject,
        row.measure,
        row.before,
        row.now,
        row.change,
        row.interval,
        row.against,
        f"{SYMBOLS[row.verdict]} {row.verdict}",
        text(row.reason),
    )
