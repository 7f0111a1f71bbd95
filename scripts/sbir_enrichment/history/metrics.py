"""The figures that are followed over time: what each is called, and which way is good."""

from dataclasses import dataclass
from typing import Literal

MIB = 1024 * 1024
SMALL = 10

Unit = Literal["seconds", "bytes", "count", "share"]
Better = Literal["lower", "higher"]


@dataclass(frozen=True)
class Metric:
    """One figure of a run.

    Attributes:
        name: In the figures of an entry.
        title: For people.
        unit: Of the figure; shares are from 0 to 1, and their changes are told in points.
        better: Which way is good.
    """

    name: str
    title: str
    unit: Unit
    better: Better

    def tell(self, value: float) -> str:
        """Return a value as people read it."""
        if self.unit == "seconds":
            return f"{value:,.1f} s" if value >= SMALL else f"{value:.2f} s"
        if self.unit == "bytes":
            return f"{value / MIB:,.0f} MiB"
        return f"{100 * value:.2f} %" if self.unit == "share" else f"{value:,.0f}"

    def tell_change(self, before: float, after: float) -> str:
        """Return a change with its sign: `+12.4 %`, `-2.3 points`, or `from 0` to something."""
        if self.unit == "share":
            return f"{100 * (after - before):+.2f} points"
        if before == after:
            return "+0.0 %"
        return f"{100 * (after - before) / before:+.1f} %" if before else "up from 0"

    def judge(self, before: float, after: float) -> str:
        """Return `better`, `worse` or `the same`."""
        if before == after:
            return "the same"
        return "better" if (after < before) == (self.better == "lower") else "worse"

    def in_one_unit(self, value: float) -> float:
        """Return the value as a chart shows it: seconds, MiB, percent or a count."""
        return {"bytes": value / MIB, "share": 100 * value}.get(self.unit, value)

    @property
    def axis(self) -> str:
        """The title with the unit of a chart."""
        units = {"seconds": "s", "bytes": "MiB", "share": "%", "count": ""}
        return f"{self.title}, {units[self.unit]}".removesuffix(", ")


METRICS = (
    Metric("wall_seconds", "time of the build", "seconds", "lower"),
    Metric("cpu_seconds", "processor time", "seconds", "lower"),
    Metric("peak_bytes", "peak memory", "bytes", "lower"),
    Metric("spill_bytes", "spilled to disk", "bytes", "lower"),
    Metric("rows_scanned", "rows scanned", "count", "lower"),
    Metric("intermediate_rows", "intermediate rows", "count", "lower"),
    Metric("match_rate", "match rate", "share", "higher"),
    Metric("firm_match_rate", "match rate of firms", "share", "higher"),
    Metric("amount_match_rate", "match rate of dollars", "share", "higher"),
    Metric("precision", "precision", "share", "higher"),
    Metric("completeness", "completeness", "share", "higher"),
    Metric("failed_gates", "gates that fail", "count", "lower"),
    Metric("rejected_rows", "rejected rows", "count", "lower"),
)


def model_metric(model: str) -> Metric:
    """Return the metric of the time of one model."""
    return Metric(model, model, "seconds", "lower")
