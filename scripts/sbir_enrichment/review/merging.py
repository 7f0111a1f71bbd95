"""New decisions laid upon those that a seed holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sbir_enrichment.review.decisions import Decision
from sbir_enrichment.review.problems import Finding


@dataclass
class Merged:
    """What became of a merge.

    Attributes:
        rows: All decisions, those of one firm together, in the order of the ids.
        added: New ones about pairs that had none.
        known: New ones that the seed holds already; the seed's stay, with their day and reason.
        followed: Older ones that were unsure or had expired, and the new ones in their place.
        replaced: Older ones that a new one contradicts, and the new one.
    """

    rows: list[Decision] = field(default_factory=list)
    added: list[Decision] = field(default_factory=list)
    known: list[Decision] = field(default_factory=list)
    followed: list[tuple[Decision, Decision]] = field(default_factory=list)
    replaced: list[tuple[Decision, Decision]] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether the seed is another than before."""
        return bool(self.added or self.followed or self.replaced)

    def contradictions(self) -> list[Finding]:
        """Return what only `--replace` may do, in the order of the new file."""
        return [
            Finding(
                new.file,
                new.line,
                f"it says {new}, but {old.file}, line {old.line}, says {_saying(old, new)}; "
                "--replace puts the new decision in its place",
            )
            for old, new in sorted(self.replaced, key=lambda both: both[1].line)
        ]


def merge(existing: Sequence[Decision], new: Sequence[Decision]) -> Merged:
    """Lay new decisions upon existing ones.

    The result does not depend on the order of either, and merging again changes nothing.

    Args:
        existing: The rows of the seed: sound, at most one for each firm and recipient.
        new: Rows to merge, likewise.
    """
    merged = Merged()
    by_pair = {decision.pair: decision for decision in existing}
    for decision in new:
        older = by_pair.get(decision.pair)
        if older is None:
            merged.added.append(decision)
        elif (older.verdict, older.expires_on) == (decision.verdict, decision.expires_on):
            merged.known.append(decision)
            continue
        elif _may_follow(older, decision):
            merged.followed.append((older, decision))
        else:
            merged.replaced.append((older, decision))
        by_pair[decision.pair] = decision
    _keep_one_recipient(by_pair, existing, merged)
    merged.rows = sorted(by_pair.values(), key=lambda decision: decision.written_ids)
    return merged


def _keep_one_recipient(
    by_pair: dict[tuple[str, str], Decision], existing: Sequence[Decision], merged: Merged
) -> None:
    """Take out each older `same` of a firm that a new one says is another recipient."""
    taken = [*merged.added, *(new for _, new in (*merged.followed, *merged.replaced))]
    now_same = {decision.firm: decision for decision in taken if decision.verdict == "same"}
    for older in existing:
        decision = now_same.get(older.firm)
        if (
            decision is None
            or older.verdict != "same"
            or by_pair.get(older.pair) is not older
            or older.pair == decision.pair
        ):
            continue
        del by_pair[older.pair]
        has_followed = not older.holds_on(decision.decided_on)
        (merged.followed if has_followed else merged.replaced).append((older, decision))


def _may_follow(older: Decision, decision: Decision) -> bool:
    """Whether the older decision left the question open, or open again, to this later one."""
    is_open = older.verdict == "unsure" or not older.holds_on(decision.decided_on)
    return is_open and decision.decided_on >= older.decided_on


def _saying(old: Decision, new: Decision) -> str:
    if old.pair == new.pair:
        return str(old)
    return f"that it is another recipient, {old.recipient}: {old}"
