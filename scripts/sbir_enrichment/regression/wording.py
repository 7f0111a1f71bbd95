"""A comparison in words and figures, the same on terminal, page, in Markdown and in a comment."""

from collections.abc import Mapping
from dataclasses import dataclass

from sbir_enrichment.pages.wording import NOTHING, count, percent
from sbir_enrichment.regression.changes import Change, Layer, Measure
from sbir_enrichment.regression.levels import MB
from sbir_enrichment.regression.report import Report, Side
from sbir_enrichment.regression.verdicts import Verdict

WHOLE_BUILD = "the whole build"
AS_BEFORE = "as before"
UNSEEN = "\N{REPLACEMENT CHARACTER}"
NAMED = 3
"""So many changes beside the gravest are named in the headline."""

LAYERS: Mapping[Layer, tuple[str, str]] = {
    "work": ("Work", "rows that DuckDB scanned and passed on, counted exactly"),
    "time": ("Time", "of the build and of each model, from repeated runs"),
    "memory": ("Memory", "peaks of the build and of each model, from repeated runs"),
    "matches": ("Matches", "match rate, and precision where the truth is known"),
    "history": ("History", "changes of level over all results of these conditions"),
}

CHANGES = (
    "What",
    "Figure",
    "Before",
    "Now",
    "Change",
    "Interval (confidence)",
    "Against",
    "Verdict",
    "Why",
)

SYMBOLS: Mapping[Verdict, str] = {
    "pass": "\N{CHECK MARK}",
    "within noise": "\N{ALMOST EQUAL TO}",
    "not measured": "?",
    "not comparable": "\N{NOT EQUAL TO}",
    "warning": "!",
    "failure": "\N{MULTIPLICATION X}",
}
"""Beside the word, never in its stead."""

_WORDS: Mapping[Measure, tuple[str, str]] = {
    "time": ("slower", "faster"),
    "processor time": ("more processor time", "less processor time"),
    "memory": ("more memory", "less memory"),
    "rows scanned": ("more rows scanned", "fewer rows scanned"),
    "intermediate rows": ("more intermediate rows", "fewer intermediate rows"),
    "match rate": ("higher", "lower"),
    "precision": ("higher", "lower"),
}
_TWICE = 2.0
_UNCHANGED_PERCENT = 0.05


@dataclass(frozen=True)
class Row:
    """One change as texts; `subject` comes from the data and is to be escaped."""

    subject: str
    is_model: bool
    measure: str
    before: str
    now: str
    change: str
    interval: str
    against: str
    verdict: Verdict
    reason: str


def row_of(change: Change) -> Row:
    """Return the texts of one change."""
    return Row(
        subject=one_line(change.model or WHOLE_BUILD),
        is_model=change.model is not None,
        measure=change.measure,
        before=figure_of(change.measure, change.before),
        now=figure_of(change.measure, change.now),
        change=change_of(change),
        interval=interval_of(change),
        against=change.against,
        verdict=change.verdict,
        reason=change.reason,
    )


def headline(report: Report) -> str:
    """Return the outcome in one sentence."""
    if report.problem:
        return f"Not measured: {problem_lines(report)[0]}"
    if report.differences:
        names = ", ".join(difference.condition for difference in report.differences)
        return f"Not comparable: other conditions ({one_line(names)})."
    gravest = [change for change in report.noteworthy if change.verdict == report.verdict]
    if not gravest:
        return "Pass: nothing became slower, hungrier or worse beyond its limit."
    first, *others = map(row_of, gravest)
    said = f"{first.subject}, {first.measure}: {first.change}, {first.before} to {first.now}"
    also = ", ".join(f"{row.subject} ({row.measure})" for row in others[:NAMED])
    left = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
    return f"{report.verdict.capitalize()}: {said}{'; also ' if also else ''}{also}{left}."


def change_of(change: Change) -> str:
    """Return the change in words that know the direction: `40 % slower`, `6.0 points lower`."""
    more, less = _WORDS[change.measure]
    if change.before is None or change.now is None:
        return NOTHING
    if change.measure in ("match rate", "precision"):
        points = 100 * (change.now - change.before)
        return f"{abs(points):.1f} points {more if points > 0 else less}" if points else AS_BEFORE
    if change.ratio is None:
        return AS_BEFORE if change.now == change.before else more
    share = 100 * abs(change.ratio - 1)
    # Counted rows are another number at the smallest difference, measured times are not.
    if share < (0 if change.layer == "work" else _UNCHANGED_PERCENT) or change.ratio == 1:
        return AS_BEFORE
    if change.ratio >= _TWICE:
        return f"{change.ratio:.1f} times as {'long' if change.measure == 'time' else 'much'}"
    return f"{_rounded(share)} % {more if change.ratio > 1 else less}"


def interval_of(change: Change) -> str:
    """Return the interval of the change in percent, with its confidence; a dash for none."""
    if change.low is None or change.high is None or change.confidence is None:
        return NOTHING
    low, high = 100 * (change.low - 1), 100 * (change.high - 1)
    return f"{low:+.0f} to {high:+.0f} % ({100 * change.confidence:.0f} %)"


def figure_of(measure: Measure, value: float | None) -> str:
    """Return a figure with its unit."""
    if value is None:
        return NOTHING
    if measure in ("time", "processor time"):
        return f"{value:,.2f} s"
    if measure == "memory":
        return f"{value / MB:,.0f} MB"
    return percent(value) if measure in ("match rate", "precision") else count(value)


def side_in_words(side: Side | None) -> str:
    """Return which result it was, of which commit, how often measured, and why pinned."""
    if side is None:
        return "none"
    parts = [one_line(side.run_id)]
    if side.revision:
        changed = " with changes" if side.revision.is_changed else ""
        parts.append(f"commit {side.revision.commit[:12]}{changed}")
    parts.append(f"{side.runs} {'run' if side.runs == 1 else 'runs'}")
    if side.pinned:
        pinned = f"pinned by {side.pinned.by}, {side.pinned.at[:10]}: {side.pinned.reason}"
        parts.append(one_line(pinned))
    return ", ".join(parts)


def problem_lines(report: Report) -> list[str]:
    """Return why nothing was compared: what happened, then the last words of what was run."""
    return [one_line(line) for line in report.problem.splitlines()] or [""]


def one_line(text: str) -> str:
    """Return a text of the data as one line of what can be seen: no escapes, no line ends."""
    words = " ".join(text.split())
    return "".join(letter if letter.isprintable() else UNSEEN for letter in words)


def _rounded(share: float) -> str:
    if share < 0.05:  # noqa: PLR2004 (less is shown as 0)
        return "under 0.1"
    return f"{share:.1f}" if share < 9.95 else f"{share:.0f}"  # noqa: PLR2004 (more is shown as 10)
