"""The change of the match rate, slice by slice, as numbers to show."""

from collections.abc import Sequence
from typing import Any

from sbir_enrichment.match_changes.decomposition import (
    Effect,
    Group,
    Totals,
    split_by,
    split_by_method,
    together,
)
from sbir_enrichment.match_changes.result import Part
from sbir_enrichment.project_sql import match_methods

ERAS = ("before 2008", "2008 to March 2022", "April 2022 on", "not given")


def split(groups: Sequence[Group], totals: Totals) -> dict[str, Any]:
    """Return the change of the rate, its mix and within, and those of each slice.

    Args:
        groups: All awards of both builds.
        totals: Their counts.

    Returns:
        Fields of a `Comparison`.
    """
    by_agency = split_by(groups, totals, lambda group: group.agency)
    whole = together(by_agency.values())
    return {
        "change": float(whole.change),
        "mix": float(whole.mix),
        "within": float(whole.within),
        "by_method": _by_method(groups, totals),
        "by_era": _parts(groups, split_by(groups, totals, lambda group: group.era), "era"),
        "by_agency": _parts(groups, by_agency, "agency"),
    }


def _parts(groups: Sequence[Group], effects: dict[str, Effect], slice_by: str) -> list[Part]:
    parts = []
    for value in sorted(
        effects, key=lambda value: (ERAS.index(value) if value in ERAS else 0, value)
    ):
        counted = _count([group for group in groups if getattr(group, slice_by) == value])
        parts.append(_part(value, counted, effects[value]))
    return parts


def _place(value: str) -> tuple[int, str]:
    return ERAS.index(value) if value in ERAS else 0, value


def _by_method(groups: Sequence[Group], totals: Totals) -> list[Part]:
    effects = split_by_method(groups, totals)
    order = [*match_methods(), *sorted(effects.keys() - match_methods().keys())]
    parts = []
    for method in (method for method in order if method in effects):
        before = sum(group.awards for group in groups if group.method_before == method)
        after = sum(group.awards for group in groups if group.method_after == method)
        counted = (totals.awards_before, totals.awards_after, before, after)
        parts.append(_part(method, counted, effects[method]))
    return parts


def _count(groups: Sequence[Group]) -> tuple[int, int, int, int]:
    return (
        sum(group.awards for group in groups if group.was_in_input),
        sum(group.awards for group in groups if group.is_in_input),
        sum(group.awards for group in groups if group.method_before is not None),
        sum(group.awards for group in groups if group.method_after is not None),
    )


def _part(value: str, counted: tuple[int, int, int, int], effect: Effect) -> Part:
    return Part(
        value=value,
        awards_before=counted[0],
        awards_after=counted[1],
        accepted_before=counted[2],
        accepted_after=counted[3],
        change=float(effect.change),
        mix=float(effect.mix),
        within=float(effect.within),
    )
