"""Time and memory: changes that exceed their limit, their floor and the noise."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sbir_enrichment.regression.changes import Against, Change, Layer
from sbir_enrichment.regression.columns import Column, Key
from sbir_enrichment.regression.limits import Band
from sbir_enrichment.regression.relabelling import (
    chances,
    chances_of_pairs,
    least_chance,
    least_chance_of_pairs,
)
from sbir_enrichment.regression.shifts import Shift, shift_between, shift_of_pairs
from sbir_enrichment.regression.verdicts import Verdict

MOST_CHANCE = 0.05
"""A change that chance makes oftener than this, in any model, is noise."""

_ROUNDING = 1e-9
"""A limit is reached also where the last bits of a division say it is just missed."""


@dataclass(frozen=True)
class Rules:
    """How the figures of a layer are judged.

    Attributes:
        floor: Smaller changes are none, in the unit of the figures.
        in_pairs: Whether the runs of both sides were measured in turns.
        usual: How much results of like builds differ by themselves: a standard deviation of the
            logarithm of the ratio of two results, where the past tells it.
        distrust: Why changes, however clear, do not tell of the code; empty where they do.
    """

    layer: Layer
    against: Against
    band: Band
    floor: float
    in_pairs: bool
    usual: Mapping[Key, float]
    distrust: str = ""


def compare_repeated(
    before: Mapping[Key, Column], now: Mapping[Key, Column], rules: Rules
) -> list[Change]:
    """Return one change for each figure that both sides have."""
    both = sorted(before.keys() & now.keys())
    like = [key for key in both if before[key].kind == now[key].kind]
    figures = _figures(before, now, like, rules)
    unlike = [_unlike(key, before[key], now[key], rules) for key in both if key not in like]
    return [*(_judged(figure, rules) for figure in figures), *unlike]


def level_of(ratio: float, before: float, band: Band, floor: float) -> Verdict:
    """Return what a ratio of now to before amounts to, noise left aside."""
    percent = 100 * (ratio - 1) + _ROUNDING
    if percent < band.warning or before * (ratio - 1) < floor or ratio <= 1:
        return "pass"
    return "failure" if percent >= band.failure else "warning"


@dataclass(frozen=True)
class _Figure:
    """One figure of both sides; how probable chance makes such a rise, and such a fall.

    Both are None where every run is below the floor, so that no change can reach it.
    """

    key: Key
    before: Column
    now: Column
    shift: Shift
    rise: float | None = None
    fall: float | None = None


def _figures(
    before: Mapping[Key, Column], now: Mapping[Key, Column], keys: list[Key], rules: Rules
) -> Iterator[_Figure]:
    measure, shift = (
        (chances_of_pairs, shift_of_pairs) if rules.in_pairs else (chances, shift_between)
    )
    # Small figures cannot change by the floor: to look at them too would only add to the noise.
    # They are told by runs of both sides alike, so that calling runs otherwise leaves out the same.
    judged = [key for key in keys if max(*before[key].values, *now[key].values) >= rules.floor]
    found: dict[Key, tuple[float, float]] = {}
    if judged:
        old = np.log([before[key].values for key in judged]).T
        new = np.log([now[key].values for key in judged]).T
        chance = measure(old, new)
        rises, falls = map(float, chance.rise), map(float, chance.fall)
        found = dict(zip(judged, zip(rises, falls, strict=True), strict=True))
    for key in keys:
        ratio = shift(before[key].values, now[key].values)
        yield _Figure(key, before[key], now[key], ratio, *found.get(key, (None, None)))


def _judged(figure: _Figure, rules: Rules) -> Change:
    shift, old, new = figure.shift, figure.before.median, figure.now.median
    verdict = level_of(shift.ratio, old, rules.band, rules.floor)
    reason = ""
    if verdict != "pass":
        verdict, reason = _beyond_noise(verdict, figure, rules)
    better = level_of(1 / shift.ratio, new, rules.band, rules.floor) != "pass"
    return Change(
        layer=rules.layer,
        model=figure.key.model or None,
        measure=figure.key.measure,
        against=rules.against,
        before=old,
        now=new,
        ratio=shift.ratio,
        low=shift.low,
        high=shift.high,
        confidence=shift.confidence,
        chance=figure.rise,
        is_better=better and not rules.distrust and shift.high < 1 and _is_clear(figure.fall),
        verdict=verdict,
        reason=reason,
    )


def _beyond_noise(verdict: Verdict, figure: _Figure, rules: Rules) -> tuple[Verdict, str]:
    """Return the verdict if the change is clearer than noise makes one, else what it is."""
    if cannot_tell := _too_few(figure, rules.in_pairs):
        return "not measured", cannot_tell
    if noise := _noise(figure, rules.usual.get(figure.key, 0.0)):
        return "within noise", noise
    if rules.distrust:
        return "not measured", rules.distrust
    if verdict == "failure" and 100 * (figure.shift.low - 1) < rules.band.warning:
        return "warning", "it may be so little that it would not even warn"
    return verdict, ""


def _too_few(figure: _Figure, in_pairs: bool) -> str:
    old, new = len(figure.before.values), len(figure.now.values)
    least = least_chance_of_pairs(new) if in_pairs else least_chance(old, new)
    if least <= MOST_CHANCE + _ROUNDING:
        return ""
    runs = f"{new} pairs of runs" if in_pairs else f"{old} and {new} runs"
    return f"{runs} are too few to tell this from noise: use --runs 5"


def _noise(figure: _Figure, usual: float) -> str:
    """Say what noise may have made the change; empty where it is clearer than that."""
    if figure.rise is not None and not _is_clear(figure.rise):
        return f"chance alone does that in {100 * figure.rise:.0f} % of comparisons"
    if figure.shift.low <= 1:
        return "the interval includes no change"
    return by_themselves(usual) if math.log(figure.shift.ratio) <= 3 * usual else ""


def _is_clear(chance: float | None) -> bool:
    return chance is not None and chance <= MOST_CHANCE + _ROUNDING


def by_themselves(usual: float) -> str:
    """Say how much results differ though nothing changed: three standard deviations."""
    return f"like builds differ by up to {100 * (math.exp(3 * usual) - 1):.0f} % by themselves"


def _unlike(key: Key, before: Column, now: Column, rules: Rules) -> Change:
    return Change(
        layer=rules.layer,
        model=key.model or None,
        measure=key.measure,
        against=rules.against,
        before=before.median,
        now=now.median,
        verdict="not comparable",
        reason=f"{before.kind} before, {now.kind} now",
    )
