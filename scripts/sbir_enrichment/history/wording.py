"""What became of a figure, in words that know which way is good."""

from collections.abc import Sequence
from statistics import mean

from sbir_enrichment.history.change_points import ChangePoint
from sbir_enrichment.history.directions import LEAST_RUNS, Direction
from sbir_enrichment.history.metrics import Metric


def tell_direction(metric: Metric, direction: Direction, runs: int) -> str:
    """Return `rising, +12.4 %: worse`, `steady`, or how many runs are missing to tell."""
    if direction.way == "unknown":
        return f"too few runs to tell ({runs} of {LEAST_RUNS})"
    if direction.way == "steady":
        return "steady"
    change = metric.tell_change(direction.first, direction.last)
    # By its way, not by its ends: these may be equal where the middle rose.
    worse = (direction.way == "rising") == (metric.better == "lower")
    return f"{direction.way}, {change}: {'worse' if worse else 'better'}"


def tell_latest(metric: Metric, values: Sequence[float]) -> str:
    """Return how the latest value stands to those before it: `+3.0 %, within their range`."""
    *earlier, latest = values
    if not earlier:
        return "the first run"
    usual = mean(earlier)
    change = metric.tell_change(usual, latest)
    if min(earlier) <= latest <= max(earlier):
        return f"{change}, within their range"
    beyond = "above" if latest > max(earlier) else "below"
    return f"{change}, {beyond} all of them: {metric.judge(usual, latest)}"


def tell_level(metric: Metric, point: ChangePoint) -> str:
    """Return `10.0 s before, 13.0 s since: +30.0 %, worse`."""
    before, after = metric.tell(point.before), metric.tell(point.after)
    change = metric.tell_change(point.before, point.after)
    return f"{before} before, {after} since: {change}, {metric.judge(point.before, point.after)}"
