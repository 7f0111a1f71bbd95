"""The result of the benchmark, and its JSON."""

import json
from dataclasses import asdict, dataclass
from operator import attrgetter

from sbir_enrichment.measuring.machine import Machine, Revision
from sbir_enrichment.measuring.sampling import LOOKS_PER_PSS, SAMPLE_SECONDS
from sbir_enrichment.scale_benchmark.figures import SizeFigures
from sbir_enrichment.scale_benchmark.gates import Gate
from sbir_enrichment.scale_benchmark.growth import Growth
from sbir_enrichment.scale_benchmark.options import Options

SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Report:
    """One result; the JSON, the Markdown and the table on the terminal all show this.

    Attributes:
        started_at: When the benchmark began, in UTC, as ISO 8601.
        sizes: The smallest first.
        growth: None for a single size.
    """

    started_at: str
    options: Options
    machine: Machine
    revision: Revision | None
    sizes: tuple[SizeFigures, ...]
    growth: Growth | None
    gates: tuple[Gate, ...]

    @property
    def failed(self) -> tuple[Gate, ...]:
        """The gates that do not hold."""
        return tuple(gate for gate in self.gates if not gate.holds)


def to_json(report: Report) -> str:
    """Write the report as JSON: seconds, bytes and shares from 0 to 1."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "started_at": report.started_at,
        "machine": asdict(report.machine),
        "revision": asdict(report.revision) if report.revision else None,
        "settings": {
            "memory_limit": report.options.memory_limit,
            "threads": report.options.threads,
            "seed": report.options.seed,
            "runs": report.options.runs,
            "sample_seconds": SAMPLE_SECONDS,
            "pss_sample_seconds": SAMPLE_SECONDS * LOOKS_PER_PSS,
        },
        "sizes": [_size(size) for size in report.sizes],
        "growth": asdict(report.growth) if report.growth else None,
        "gates": [asdict(gate) for gate in report.gates],
    }
    return json.dumps(content, indent=2) + "\n"


def _size(size: SizeFigures) -> dict[str, object]:
    accuracy = asdict(size.accuracy)
    for grain, counts in (("firms", size.accuracy.firms), ("awards", size.accuracy.awards)):
        accuracy[grain] |= {"precision": counts.precision, "recall": counts.recall}
    return {
        **asdict(size),
        "accuracy": accuracy,
        "summary": {
            figure: asdict(size.spread(attrgetter(figure)))
            for figure in (
                "floor.wall_seconds",
                "build.wall_seconds",
                "build.cpu_seconds",
                "build.peak_bytes",
                "second_build.wall_seconds",
                "floor_ratio",
                "second_build_ratio",
            )
        },
    }
