"""What became of each figure over time: the one object that Markdown, page and JSON show."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import mean
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sbir_enrichment.history.change_points import find_change_points
from sbir_enrichment.history.directions import find_direction
from sbir_enrichment.history.entries import Entry, Kind
from sbir_enrichment.history.folders import Contents
from sbir_enrichment.history.metrics import METRICS, Metric, model_metric
from sbir_enrichment.history.wording import tell_direction, tell_latest, tell_level

SCHEMA_VERSION = 1
MODELS_SHOWN = 10


class Part(BaseModel):
    """A part of the report."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Point(Part):
    """A figure in one run; shares are from 0 to 1, times in seconds, sizes in bytes."""

    run_id: str
    started_at: datetime
    value: float


class LevelChange(Part):
    """A new level of a figure: its means before and after, the first run at it, and words."""

    run_id: str
    started_at: datetime
    before: float
    after: float
    words: str


class Trend(Part):
    """One figure over the runs of a series that have it.

    Attributes:
        latest_words: The latest run held against the mean of those before it, in words.
        direction: In words, with which way is good.
    """

    metric: Metric
    latest: float
    mean: float
    lowest: float
    highest: float
    latest_words: str
    direction: str
    changes: tuple[LevelChange, ...]
    points: tuple[Point, ...]


class Series(Part):
    """Runs of like conditions.

    Attributes:
        key: A short text that only runs of these conditions have.
        differs: Conditions in which this series and others of its kind are unlike.
        resettings: Runs whose settings are not those of the run before.
        models: Of the MODELS_SHOWN models that took longest in the latest run.
    """

    kind: Kind
    key: str
    label: str
    differs: dict[str, str]
    resettings: tuple[str, ...]
    runs: int
    first_at: datetime
    last_at: datetime
    trends: tuple[Trend, ...]
    models: tuple[Trend, ...]


class TrendReport(Part):
    """All series, the one with the latest run first.

    Attributes:
        days: How far back results were taken; None is all.
        newest_at: Of all results, also those left out; None where there are none.
        skipped: A sentence for each file that is no result.
    """

    schema_version: int = SCHEMA_VERSION
    made_at: datetime
    days: float | None
    kinds: tuple[Kind, ...]
    runs: int
    newest_at: datetime | None
    series: tuple[Series, ...]
    skipped: tuple[str, ...]


def recent(contents: Contents, days: float | None, now: datetime) -> list[Entry]:
    """Return the entries of the last so many days, or all, the oldest first."""
    entries = [found.entry for found in contents.found]
    if days is None:
        return entries
    return [entry for entry in entries if entry.started_at >= now - timedelta(days=days)]


def make_report(
    contents: Contents, kinds: tuple[Kind, ...], days: float | None, now: datetime
) -> TrendReport:
    """Put the results into series and say what became of each figure."""
    entries = recent(contents, days, now)
    grouped: dict[str, list[Entry]] = {}
    for entry in reversed(entries):
        grouped.setdefault(entry.series, []).insert(0, entry)
    latest = [members[-1] for members in grouped.values()]
    return TrendReport(
        made_at=now,
        days=days,
        kinds=kinds,
        runs=len(entries),
        newest_at=contents.found[-1].entry.started_at if contents.found else None,
        series=tuple(_series(members, latest) for members in grouped.values()),
        skipped=tuple(skipped.why for skipped in contents.skipped),
    )


def _series(members: Sequence[Entry], latest: Sequence[Entry]) -> Series:
    last = members[-1]
    slowest = sorted(last.models, key=lambda model: (-last.models[model], model))[:MODELS_SHOWN]
    figures = [(metric, _points(members, "figures", metric.name)) for metric in METRICS]
    models = [(model_metric(model), _points(members, "models", model)) for model in slowest]
    return Series(
        kind=last.kind,
        key=last.series,
        label=last.label,
        differs=_differs(last, [entry for entry in latest if entry.kind == last.kind]),
        resettings=tuple(
            now.run_id for before, now in pairwise(members) if now.settings != before.settings
        ),
        runs=len(members),
        first_at=members[0].started_at,
        last_at=last.started_at,
        trends=tuple(_trend(metric, points) for metric, points in figures if points),
        models=tuple(_trend(metric, points) for metric, points in models),
    )


def _differs(entry: Entry, others: Sequence[Entry]) -> dict[str, str]:
    """Return the conditions of the entry that are not the same in all others."""
    return {
        name: value
        for name, value in sorted(entry.conditions.items())
        if any(other.conditions.get(name) != value for other in others)
    }


def _points(
    entries: Sequence[Entry], among: Literal["figures", "models"], name: str
) -> tuple[Point, ...]:
    return tuple(
        Point(run_id=entry.run_id, started_at=entry.started_at, value=values[name])
        for entry in entries
        if name in (values := getattr(entry, among))
    )


def _trend(metric: Metric, points: Sequence[Point]) -> Trend:
    values = [point.value for point in points]
    return Trend(
        metric=metric,
        latest=values[-1],
        mean=mean(values),
        lowest=min(values),
        highest=max(values),
        latest_words=tell_latest(metric, values),
        direction=tell_direction(metric, find_direction(values), len(values)),
        changes=tuple(
            LevelChange(
                run_id=points[found.index].run_id,
                started_at=points[found.index].started_at,
                before=found.before,
                after=found.after,
                words=tell_level(metric, found),
            )
            for found in find_change_points(values)
        ),
        points=tuple(points),
    )
