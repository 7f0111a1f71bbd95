"""What is the same in every run of the same code: DuckDB's counts of work, and what was matched."""

from collections.abc import Iterator

from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.regression.changes import Against, Change, Measure
from sbir_enrichment.regression.limits import Band
from sbir_enrichment.regression.verdicts import Verdict

_ROUNDING = 1e-9


def compare_work(
    before: BenchmarkResult, now: BenchmarkResult, band: Band, against: Against
) -> Iterator[Change]:
    """Yield what became of the rows that each model scans and passes on; one run suffices."""
    for model in sorted(before.work.keys() & now.work.keys()):
        old, new = before.work[model], now.work[model]
        counts: dict[Measure, tuple[int, int]] = {
            "rows scanned": (old.rows_scanned, new.rows_scanned),
            "intermediate rows": (old.intermediate_rows, new.intermediate_rows),
        }
        for measure, (rows_before, rows_now) in counts.items():
            yield Change(
                layer="work",
                model=model,
                measure=measure,
                against=against,
                before=rows_before,
                now=rows_now,
                ratio=rows_now / rows_before if rows_before else None,
                is_better=rows_now < rows_before,
                verdict=_work_verdict(rows_before, rows_now, band),
            )


def compare_matches(
    before: BenchmarkResult, now: BenchmarkResult, band: Band, against: Against
) -> Iterator[Change]:
    """Yield what became of the match rate, and of the precision where both sides know it."""
    old, new = before.matches, now.matches
    yield compare_share("match rate", old.match_rate, new.match_rate, band, against)
    if old.precision is not None and new.precision is not None:
        yield compare_share("precision", old.precision, new.precision, band, against)


def compare_share(
    measure: Measure, before: float, now: float, band: Band, against: Against
) -> Change:
    """Return what became of a share, in points."""
    return Change(
        layer="matches",
        model=None,
        measure=measure,
        against=against,
        before=before,
        now=now,
        is_better=now > before,
        verdict=share_verdict(before, now, band),
    )


def share_verdict(before: float, now: float, band: Band) -> Verdict:
    """Return what the loss of a share amounts to."""
    lost = 100 * (before - now) + _ROUNDING
    if now >= before or lost < band.warning:
        return "pass"
    return "failure" if lost >= band.failure else "warning"


def _work_verdict(before: int, now: int, band: Band) -> Verdict:
    added = now - before
    percent = 100 * added / max(before, 1) + _ROUNDING
    if added <= 0 or percent < band.warning:
        return "pass"
    return "failure" if percent >= band.failure and added >= band.floor else "warning"
