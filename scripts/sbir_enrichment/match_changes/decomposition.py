"""How a match rate came to change: by other awards, or by other verdicts on the same ones.

A change of a rate is split as in E. M. Kitagawa, "Components of a Difference Between Two Rates",
Journal of the American Statistical Association 50 (1955), 1168-1194: the difference in composition
weighted by the mean of both rates, and the difference of rates weighted by the mean of both
compositions. The two add up to the whole, with nothing left over for their interaction. Her
subgroups are here the single awards: each weighs 1/n in a build of n awards that it is part of and
nothing in another, and its rate is 1 where it is accepted, else 0. An award that only one build has
is taken to have the same rate in the other, so that all its effect is composition.

Fractions, so that the parts add up exactly; they are rounded when they are shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

SOURCE = (
    "Kitagawa (1955), Components of a Difference Between Two Rates, JASA 50, 1168-1194, with "
    "single awards as subgroups: mix is what awards that came and went changed, within what other "
    "verdicts on awards of both builds changed."
)


@dataclass(frozen=True)
class Group:
    """Awards alike in all that matters here.

    Attributes:
        method_before: How they were accepted in the earlier build; None: they were not.
        method_after: Likewise in the later one.
    """

    agency: str
    era: str
    was_in_input: bool
    is_in_input: bool
    method_before: str | None
    method_after: str | None
    change: str | None
    cause: str | None
    awards: int


@dataclass(frozen=True)
class Effect:
    """A part of the change of the rate, mix and within."""

    mix: Fraction = Fraction(0)
    within: Fraction = Fraction(0)

    def __add__(self, other: "Effect") -> "Effect":
        """Add up two parts."""
        return Effect(self.mix + other.mix, self.within + other.within)

    @property
    def change(self) -> Fraction:
        """Return both together."""
        return self.mix + self.within


@dataclass(frozen=True)
class Totals:
    """Awards and accepted awards of both builds; neither build may be empty."""

    awards_before: int
    awards_after: int
    accepted_before: int
    accepted_after: int

    @classmethod
    def counted(cls, groups: Iterable[Group]) -> "Totals":
        """Count them."""
        known = list(groups)
        return cls(
            sum(group.awards for group in known if group.was_in_input),
            sum(group.awards for group in known if group.is_in_input),
            sum(group.awards for group in known if group.method_before is not None),
            sum(group.awards for group in known if group.method_after is not None),
        )

    @property
    def change(self) -> Fraction:
        """Return the change of the rate."""
        return Fraction(self.accepted_after, self.awards_after) - self.rate_before

    @property
    def rate_before(self) -> Fraction:
        """Return the rate of the earlier build."""
        return Fraction(self.accepted_before, self.awards_before)

    @property
    def mean_rate(self) -> Fraction:
        """Return the mean of both rates."""
        return self.rate_before + self.change / 2


def effect_of(group: Group, totals: Totals, rates: tuple[int, int], centre: Fraction) -> Effect:
    """Return what a group contributes, given the rate (0 or 1) that its awards have in each build.

    Args:
        group: The awards.
        totals: Of the whole.
        rates: Before and after; that of a build without these awards is not looked at.
        centre: Taken off the rates in the mix. Weights add up to 1 in both builds, so it changes
            no total; with the mean rate, a slice that grows counts for the better only if its
            rate is above the mean.
    """
    weight_before = Fraction(int(group.was_in_input), totals.awards_before)
    weight_after = Fraction(int(group.is_in_input), totals.awards_after)
    before = rates[0] if group.was_in_input else rates[1]
    after = rates[1] if group.is_in_input else rates[0]
    mean_rate, mean_weight = Fraction(before + after, 2), (weight_before + weight_after) / 2
    return Effect(
        mix=group.awards * (weight_after - weight_before) * (mean_rate - centre),
        within=group.awards * mean_weight * (after - before),
    )


def split_by(
    groups: Iterable[Group], totals: Totals, key: Callable[[Group], str | None]
) -> dict[str, Effect]:
    """Return the effect of each slice; groups without a key are in none."""
    effects: dict[str, Effect] = {}
    for group in groups:
        value = key(group)
        if value is not None:
            rates = (int(group.method_before is not None), int(group.method_after is not None))
            effect = effect_of(group, totals, rates, totals.mean_rate)
            effects[value] = effects.get(value, Effect()) + effect
    return effects


def split_by_method(groups: Iterable[Group], totals: Totals) -> dict[str, Effect]:
    """Return the effect of each method: the rate is the sum of the rates accepted by each."""
    effects: dict[str, Effect] = {}
    for group in groups:
        for method in {group.method_before, group.method_after} - {None}:
            assert method is not None  # noqa: S101 - the set has none
            rates = (int(group.method_before == method), int(group.method_after == method))
            effect = effect_of(group, totals, rates, Fraction(0))
            effects[method] = effects.get(method, Effect()) + effect
    return effects


def together(effects: Iterable[Effect]) -> Effect:
    """Add them up."""
    return sum(effects, Effect())
