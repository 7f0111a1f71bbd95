"""Right and wrong matches, counted."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NameCounts:
    """Accepted name matches, over firms or over awards.

    Attributes:
        accepted: Accepted by name.
        accepted_rightly: Of these, those whose recipient is the entity they belong to.
        findable: Those with a name whose entity is among the recipients and that no identifier
            and no award number matched: names alone could find them.
    """

    accepted: int
    accepted_rightly: int
    findable: int

    @property
    def precision(self) -> float | None:
        """Right of all accepted; None if none was."""
        return self.accepted_rightly / self.accepted if self.accepted else None

    @property
    def recall(self) -> float | None:
        """Accepted rightly of all findable; None if none is."""
        return self.accepted_rightly / self.findable if self.findable else None


@dataclass(frozen=True)
class MethodCounts:
    """Awards accepted by one method, and those of them with the right recipient."""

    method: str
    accepted: int
    accepted_rightly: int


@dataclass(frozen=True)
class Accuracy:
    """What a build decided, held against the truth.

    Attributes:
        candidate_pairs: Pairs of names that were scored.
        firms: Name matches, counted by firm.
        awards: Name matches, counted by award.
        methods: Awards accepted by each method.
        fingerprint: A text that is the same only if every award has the same verdict.
    """

    candidate_pairs: int
    firms: NameCounts
    awards: NameCounts
    methods: tuple[MethodCounts, ...]
    fingerprint: str
