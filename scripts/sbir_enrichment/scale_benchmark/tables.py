"""The report as one table, a column to a size: for the terminal and for a document."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from sbir_enrichment.measuring.sampling import LOOKS_PER_PSS, SAMPLE_SECONDS
from sbir_enrichment.scale_benchmark.counts import NameCounts
from sbir_enrichment.scale_benchmark.figures import Run, SizeFigures
from sbir_enrichment.scale_benchmark.gates import MIB
from sbir_enrichment.scale_benchmark.report import Report

METHODS = {
    "uei_exact": "UEI",
    "duns_exact": "DUNS",
    "award_id_exact": "award number",
}


@dataclass(frozen=True)
class Row:
    """One figure at every size."""

    label: str
    cells: tuple[str, ...]


def table_rows(report: Report) -> tuple[Row, ...]:
    """Return the rows of the table, the recipients of each size first."""
    cells: dict[str, Callable[[SizeFigures], str]] = {
        "recipients": lambda size: f"{size.recipients:,}",
        "awards": lambda size: f"{size.awards:,}",
        "floor, s": lambda size: _spread(size, "floor.wall_seconds"),
        "build, s": lambda size: _spread(size, "build.wall_seconds"),
        "times the floor": lambda size: _spread(size, "floor_ratio", digits=2),
        "second build, s": lambda size: _spread(size, "second_build.wall_seconds"),
        "times faster than the first": lambda size: _spread(size, "second_build_ratio", digits=2),
        "CPU of the floor, s": lambda size: _spread(size, "floor.cpu_seconds"),
        "CPU of the build, s": lambda size: _spread(size, "build.cpu_seconds"),
        "CPU of the second build, s": lambda size: _spread(size, "second_build.cpu_seconds"),
        "peak memory (RSS), MiB": lambda size: _mib(size, "peaks.rss_bytes"),
        "peak memory (PSS), MiB": lambda size: _mib(size, "peaks.pss_bytes"),
        "kernel's peak (VmHWM), MiB": lambda size: _mib(size, "peaks.high_water_bytes"),
        "peak spill, MiB": lambda size: _mib(size, "peaks.spill_bytes"),
        "candidate pairs": lambda size: f"{size.accuracy.candidate_pairs:,}",
        "precision by name, firms": lambda size: _precision(size.accuracy.firms),
        "recall by name, firms": lambda size: _recall(size.accuracy.firms),
        "precision by name, awards": lambda size: _precision(size.accuracy.awards),
        "recall by name, awards": lambda size: _recall(size.accuracy.awards),
    }
    cells |= {
        f"precision by {name}, awards": lambda size, method=method: _by_method(size, method)  # type: ignore[misc]
        for method, name in METHODS.items()
    }
    return tuple(
        Row(label, tuple(cell(size) for size in report.sizes)) for label, cell in cells.items()
    )


def notes(report: Report) -> tuple[str, ...]:
    """Return what must be known to read the table, and the growth."""
    options, machine = report.options, report.machine
    runs = f"Median of {options.runs} runs (lowest to highest)" if options.runs > 1 else "One run"
    lines = [
        f"{runs} on {machine.processor}, {machine.cores} cores, "
        f"{machine.memory_bytes / MIB / 1024:.0f} GiB; DuckDB may use {options.memory_limit} "
        f"and {options.threads} threads; seed {options.seed}; {_commit(report)}.",
        "Memory and spill are the most seen in the first or the second build, looking at the "
        f"whole process tree every {SAMPLE_SECONDS:g} s "
        f"(PSS every {SAMPLE_SECONDS * LOOKS_PER_PSS:g} s); VmHWM is of dbt's process alone.",
        "Recall: of the firms with a name whose entity is among the recipients and that no "
        "identifier and no award number matched, those accepted with the right recipient.",
    ]
    if report.growth:
        lines.append(
            f"Time grows with the number of recipients to the power of "
            f"{report.growth.over_all:.2f} over all sizes, "
            f"{report.growth.between_largest:.2f} between the two largest."
        )
    return tuple(lines)


def to_markdown(report: Report) -> str:
    """Write the table and its notes for a document."""
    header, *rows = table_rows(report)
    lines = [_line(header), "|---" + "|---:" * len(header.cells) + "|"]
    lines += [_line(row) for row in rows]
    lines += ["", *(f"- {note}" for note in (*notes(report), *_verdicts(report)))]
    return "\n".join(lines) + "\n"


def _verdicts(report: Report) -> list[str]:
    return [f"Gate {gate.sentence}." for gate in report.gates]


def _line(row: Row) -> str:
    return f"| {row.label} | {' | '.join(row.cells)} |"


def _spread(size: SizeFigures, figure: str, digits: int = 1) -> str:
    spread = size.spread(attrgetter(figure))
    text = f"{spread.median:.{digits}f}"
    if len(size.runs) > 1:
        text += f" ({spread.lowest:.{digits}f} to {spread.highest:.{digits}f})"
    return text


def _mib(size: SizeFigures, peak: str) -> str:
    def of(run: Run) -> list[int | None]:
        return [attrgetter(peak)(cost) for cost in (run.build, run.second_build)]

    known = [value for run in size.runs for value in of(run) if value is not None]
    return f"{max(known) / MIB:,.0f}" if known else "not told by the system"


def _precision(counts: NameCounts) -> str:
    return _share(counts.accepted_rightly, counts.accepted)


def _recall(counts: NameCounts) -> str:
    return _share(counts.accepted_rightly, counts.findable)


def _by_method(size: SizeFigures, method: str) -> str:
    found = [counts for counts in size.accuracy.methods if counts.method == method]
    return _share(found[0].accepted_rightly, found[0].accepted) if found else _share(0, 0)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.4f} ({part:,} of {whole:,})" if whole else "none"


def _commit(report: Report) -> str:
    if report.revision is None:
        return "no commit known"
    changed = ", with changes" if report.revision.is_changed else ""
    return f"commit {report.revision.commit[:12]}{changed}"
