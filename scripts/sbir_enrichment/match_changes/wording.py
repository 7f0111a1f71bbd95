"""A comparison in words and cells, the same on terminal, in Markdown and on the page."""

from sbir_enrichment.match_changes.result import AwardChange, Comparison, Part, Side, SourceFile
from sbir_enrichment.pages.wording import NOTHING, count, dollars, percent

CHANGES = ("lost", "gained", "re-pointed", "other method")
ID_SHOWN = 8
PARTS_HEADER = (
    *("awards then", "awards now", "accepted then", "accepted now", "rate then", "rate now"),
    *("change", "mix", "within"),
)


def points(change: float) -> str:
    """Return `-4.17` for -0.0417: points of the match rate."""
    rounded = f"{100 * change:+.2f}"
    return "0.00" if float(rounded) == 0 else rounded


def headline(comparison: Comparison) -> str:
    """Return the whole in one sentence."""
    before, after = comparison.before, comparison.after
    return (
        f"Match rate {percent(before.match_rate, 2)} then, {percent(after.match_rate, 2)} now: "
        f"{points(comparison.change)} points, mix {points(comparison.mix)} (awards that came and "
        f"went), within {points(comparison.within)} (other verdicts on the same awards)"
    )


def changed(comparison: Comparison) -> str:
    """Return how many awards changed in which way, with their dollars."""
    told = []
    for change in CHANGES:
        causes = [cause for cause in comparison.causes if cause.change == change]
        awards = sum(cause.awards for cause in causes)
        amount = sum(cause.award_amount for cause in causes)
        told.append(f"{count(awards)} {change} ({dollars(amount)})")
    return ", ".join(told)


def described(side: Side) -> str:
    """Return which build it is, and what it holds."""
    built = f", of {side.built_at} UTC" if side.built_at else ""
    return f"{side.label}{built}: {count(side.accepted)} of {count(side.awards)} awards accepted"


def input_lines(comparison: Comparison) -> list[str]:
    """Return, for each source of the later build, whether its files are those of the earlier."""
    before, after = comparison.before.sources, comparison.after.sources
    if not before or not after:
        return ["What the input files of both builds were is not known."]
    return [
        _input_line(name, before, after) for name in sorted({each.source_name for each in after})
    ]


def _input_line(name: str, before: list[SourceFile], after: list[SourceFile]) -> str:
    then = [file for file in before if file.source_name == name]
    now = [file for file in after if file.source_name == name]
    if sorted(file.content_hash or "" for file in then) == sorted(
        file.content_hash or "" for file in now
    ):
        return f"{name}: the same content, {count(_records(now))} records"
    return (
        f"{name}: other content, {count(_records(then))} records then, {count(_records(now))} now"
    )


def _records(files: list[SourceFile]) -> int:
    return sum(file.records or 0 for file in files)


def part_cells(part: Part) -> tuple[str, ...]:
    """Return the figures of a slice, as PARTS_HEADER names them."""
    return (
        count(part.awards_before),
        count(part.awards_after),
        count(part.accepted_before),
        count(part.accepted_after),
        percent(part.rate_before),
        percent(part.rate_after),
        points(part.change),
        points(part.mix),
        points(part.within),
    )


def was(change: AwardChange) -> str:
    """Return what the award was in the earlier build."""
    known_by = _id(change, change.previous_recipient_id)
    return _verdict(
        change.previous_status, change.previous_method, change.previous_recipient, known_by
    )


def became(change: AwardChange) -> str:
    """Return what the award is in the later build."""
    known_by = _id(change, change.recipient_id)
    return _verdict(change.match_status, change.match_method, change.recipient, known_by)


def _id(change: AwardChange, recipient_id: str | None) -> str:
    """Return the beginning of the id, where two recipients cannot be told apart by their names."""
    names = {(name or "").upper() for name in (change.previous_recipient, change.recipient)}
    is_told = change.change == "re-pointed" and len(names) == 1
    return f", id {recipient_id[:ID_SHOWN]}" if recipient_id and is_told else ""


def _verdict(status: str | None, method: str | None, recipient: str | None, known_by: str) -> str:
    if status is None:
        return NOTHING
    if status != "accepted":
        return status
    # The name comes last: where a long one is cut short, the rest can still be read.
    told = f"{method or 'no method given'}{known_by}"
    return f"{told}: {recipient or 'a recipient without a name'}"
