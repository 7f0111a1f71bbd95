"""What is wrong or could be better, and what to do about it."""

from collections.abc import Iterable, Iterator

from sbir_enrichment.quality_report.build_issues import (
    changed_matches,
    failed_gates,
    fallen_rates,
)
from sbir_enrichment.quality_report.data_issues import empty_fields, odd_rows, rejected_rows
from sbir_enrichment.quality_report.match_issues import (
    renamed_firms,
    undecided_firms,
    unknown_precision,
    weak_slices,
)
from sbir_enrichment.quality_report.result import Issue, QualityReport


def find_issues(
    report: QualityReport, warnings: Iterable[tuple[str, str]], unreadable: Iterable[str]
) -> tuple[Issue, ...]:
    """Return all issues, failures first, then warnings, then notes.

    Args:
        report: All figures; its own issues are not looked at.
        warnings: dbt's tests that warned, and what each found.
        unreadable: Files among the kept reports that are none.
    """
    found = [
        *failed_gates(report),
        *fallen_rates(report),
        *changed_matches(report),
        *rejected_rows(report),
        *(_warning(test, finding) for test, finding in warnings),
        *odd_rows(report),
        *empty_fields(report),
        *weak_slices(report),
        *undecided_firms(report),
        *renamed_firms(report),
        *unknown_precision(report),
        *_unreadable(list(unreadable)),
    ]
    return tuple(
        issue
        for severity in ("failure", "warning", "note")
        for issue in found
        if issue.severity == severity
    )


def _warning(test: str, finding: str) -> Issue:
    return Issue(
        severity="warning",
        title=f"The test {test} warned",
        finding=finding,
        remedy="Look at what the finding names before relying on it.",
    )


def _unreadable(names: list[str]) -> Iterator[Issue]:
    if names:
        yield Issue(
            severity="note",
            title="Kept reports cannot be read",
            finding=f"{', '.join(names)}: no quality report of this version; the trend leaves "
            "them out.",
            remedy="Delete such files, or move them elsewhere.",
        )
