"""Whether what the rows of a file of decisions say makes sense."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sbir_enrichment.review.decisions import VERDICTS, Decision, DecisionFile
from sbir_enrichment.review.known_names import KnownNames
from sbir_enrichment.review.problems import Finding

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# The page writes the reviewer's day, which may have begun before that of this machine.
DAYS_AHEAD = timedelta(days=1)


def wrong_rows(
    decisions: Sequence[Decision],
    kind: DecisionFile,
    today: date,
    known: KnownNames | None = None,
    *,
    others: Sequence[Decision] = (),
) -> list[Finding]:
    """Return what is wrong, in the order of the lines; at most one finding for each row.

    Args:
        decisions: The rows of one file.
        kind: What the file holds.
        today: No decision can be of a later day.
        known: The firms and recipients of a build, for rows that are to hold there today; None
            for rows that merely stand in a file.
        others: Decisions elsewhere that they may not contradict.
    """
    findings = [*_wrong_by_themselves(decisions, kind, today, known), *_told_twice(decisions)]
    findings += _contradicting(decisions, others)
    first: dict[int, Finding] = {}
    for finding in findings:
        first.setdefault(finding.line, finding)
    return [first[line] for line in sorted(first)]


def _wrong_by_themselves(
    decisions: Iterable[Decision], kind: DecisionFile, today: date, known: KnownNames | None
) -> Iterator[Finding]:
    for decision in decisions:
        problem = (
            _blank_problem(decision, kind)
            or _verdict_problem(decision)
            or _date_problem(decision, today)
            or _count_problem(decision)
            or (known and (known.problem(decision) or _expiry_problem(decision, today)))
        )
        if problem:
            yield Finding(decision.file, decision.line, problem)


def _blank_problem(decision: Decision, kind: DecisionFile) -> str | None:
    blank = [
        name for name in kind.columns if not decision.cells[name] and name not in kind.may_be_blank
    ]
    return f"{', '.join(blank)} must not be empty" if blank else None


def _verdict_problem(decision: Decision) -> str | None:
    if decision.verdict in VERDICTS:
        return None
    return f"verdict is '{decision.verdict}', not one of {', '.join(VERDICTS)}"


def _date_problem(decision: Decision, today: date) -> str | None:
    for name in ("decided_on", "expires_on"):
        text = decision.cells.get(name, "")
        if text and not _is_day(text):
            return (
                f"{name} is '{text}', not a date such as {today.isoformat()} "
                "(spreadsheets like to rewrite them)"
            )
    if date.fromisoformat(decision.decided_on) > today + DAYS_AHEAD:
        return f"decided_on {decision.decided_on} has not come yet"
    if decision.expires_on and decision.expires_on < decision.decided_on:
        return f"expires_on {decision.expires_on} is before decided_on {decision.decided_on}"
    return None


def _expiry_problem(decision: Decision, today: date) -> str | None:
    if decision.holds_on(today.isoformat()):
        return None
    return f"it expired on {decision.expires_on}; decide anew, or take it out"


def _is_day(text: str) -> bool:
    try:
        return bool(ISO_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _count_problem(decision: Decision) -> str | None:
    firms = decision.cells.get("stratum_firms")
    if firms is None or re.fullmatch("[1-9][0-9]{0,8}", firms):
        return None
    return f"stratum_firms is '{firms}', not a number of firms"


def _told_twice(decisions: Iterable[Decision]) -> Iterator[Finding]:
    """Find pairs decided on twice, and firms that are said to be two recipients."""
    by_pair: dict[tuple[str, str], Decision] = {}
    by_firm: dict[str, Decision] = {}
    for decision in decisions:
        earlier = by_pair.setdefault(decision.pair, decision)
        if earlier is not decision:
            how = "again" if earlier.verdict == decision.verdict else "otherwise"
            yield Finding(
                decision.file,
                decision.line,
                f"line {earlier.line} decides on the same firm and recipient, and this one {how}; "
                "leave one of them",
            )
        elif decision.verdict == "same":
            other = by_firm.setdefault(decision.firm, decision)
            # One that had expired when the other was made has been followed by it.
            if other is not decision and _hold_together(other, decision):
                yield Finding(
                    decision.file,
                    decision.line,
                    f"line {other.line} says that the firm is the same as another recipient "
                    f"({other.recipient}); it can be one only",
                )


def _hold_together(one: Decision, other: Decision) -> bool:
    return one.holds_on(other.decided_on) and other.holds_on(one.decided_on)


def _contradicting(decisions: Iterable[Decision], others: Sequence[Decision]) -> Iterator[Finding]:
    """Find decisions that another file says otherwise."""
    by_firm: dict[str, list[Decision]] = {}
    for other in others:
        by_firm.setdefault(other.firm, []).append(other)
    for decision in decisions:
        for other in by_firm.get(decision.firm, []):
            if decision.contradicts(other) and _hold_together(decision, other):
                yield Finding(
                    decision.file,
                    decision.line,
                    f"it says {decision}, but {other.file}, line {other.line}, says {other} "
                    f"of {other.recipient}; take one of them out",
                )
