"""What is wrong or could be better, and what to do about it."""

from collections.abc import Iterable, Iterator

from sbir_enrichment.pages.wording import count, dollars, percent
from sbir_enrichment.quality_report.comparison import FOUND_BY_MATCHING
from sbir_enrichment.quality_report.result import Issue, QualityReport, Slice
from sbir_enrichment.quality_report.slices import NOT_GIVEN

# When a figure is worth a line: judgements about reading, not about publishing, which gates decide.
WEAK_BY = 0.15
WEAK_SLICE_AWARDS = 20
WEAK_SLICE_SHARE = 0.01
WEAK_SLICES_NAMED = 5
FELL_BY = 0.01
ODD_ROWS_SHARE = 0.01
RENAMED_SHARE = 0.05
FILLED_SHARE = 0.95
RECENT_BUILDS = 10

REQUIRED = ("company_name", "agency", "phase", "program", "award_year", "award_amount")
UNDECIDED = ("review", "ambiguous", "conflict")
GATE_REMEDIES = {
    "match_rate_gate": "Look at the weak slices here. If the recipient file covers only part of "
    "the firms, a lower min_match_rate is the honest one: --vars '{min_match_rate: 0.3}'.",
    "match_completeness_gate": "The table of filled fields tells which column is empty; a header "
    "that is not known yet is a new row in seeds/lookups/source_columns.csv.",
    "no_award_lost": "Do not use these tables: rows were lost or doubled between the files and "
    "the awards. Build again with --full-refresh; if it stays, the project has a mistake.",
    "no_award_twice": "The file repeats awards: export marts.fct_enriched_awards once, as it is.",
}
FLAG_REMEDIES = {
    "exact_duplicate": "Rows that say the same in every column: was the file exported twice?"
}


def find_issues(
    report: QualityReport, warnings: Iterable[str], unreadable: Iterable[str]
) -> tuple[Issue, ...]:
    """Return all issues, failures first, then warnings, then notes.

    Args:
        report: All figures; its own issues are not looked at.
        warnings: What dbt's warning tests said.
        unreadable: Files among the kept reports that are none.
    """
    found = [
        *_gates(report),
        *_falls(report),
        *_changed_awards(report),
        *_rejections(report),
        *(_warning(finding) for finding in warnings),
        *_odd_rows(report),
        *_empty_fields(report),
        *_weak_slices(report),
        *_undecided(report),
        *_renamed(report),
        *_unknown_precision(report),
        *_unreadable(list(unreadable)),
    ]
    return tuple(
        issue
        for severity in ("failure", "warning", "note")
        for issue in found
        if issue.severity == severity
    )


def _gates(report: QualityReport) -> Iterator[Issue]:
    shown = ""
    if report.source.kind == "warehouse":
        shown = f" The tables shown are those of {report.source.built_at}, the last published."
    if not report.gates:
        yield Issue(
            severity="warning",
            title="No gate was measured",
            finding="The last run of dbt ran no tests, so nothing is known of the gates.",
            remedy="Run them: .venv/bin/dbt test --profiles-dir profiles -s tag:gate",
        )
    for gate in report.failed_gates:
        yield Issue(
            severity="failure",
            title=f"{gate.name} does not hold",
            finding=f"{gate.finding}.{shown}",
            remedy=GATE_REMEDIES.get(
                gate.name, "The finding names the figure and the setting it was judged by."
            ),
        )


def _falls(report: QualityReport) -> Iterator[Issue]:
    if report.comparison is not None:
        before = report.comparison.before.match_rate
        if before - report.overall.match_rate >= FELL_BY:
            yield Issue(
                severity="warning",
                title="The match rate fell",
                finding=f"From {percent(before)} to {percent(report.overall.match_rate)} since "
                f"{report.comparison.baseline}.",
                remedy="The comparison below names the slices that lost most; "
                "`python scripts/compare_matches.py` lists the awards.",
            )
    best = max(report.trend[-RECENT_BUILDS:], key=lambda build: build.match_rate)
    if best.match_rate - report.overall.match_rate >= 3 * FELL_BY:
        yield Issue(
            severity="warning",
            title="The match rate has been higher",
            finding=f"{percent(best.match_rate)} in the build of {best.built_at}, "
            f"{percent(report.overall.match_rate)} now: small steps add up.",
            remedy="See the trend for when it began, and what changed then: input or settings.",
        )


def _changed_awards(report: QualityReport) -> Iterator[Issue]:
    for change, title in (
        ("lost", "Awards lost their match"),
        ("re-pointed", "Awards point to another recipient than before"),
    ):
        changed = [each for each in report.changed_awards if each.change == change]
        if changed:
            causes = ", ".join(f"{each.cause} {count(each.awards)}" for each in changed)
            yield Issue(
                severity="warning",
                title=title,
                finding=f"{count(sum(each.awards for each in changed))} awards, "
                f"{dollars(sum(each.award_amount for each in changed))}, since the build of "
                f"{changed[0].since} ({causes}).",
                remedy="See each with its reason: .venv/bin/python scripts/compare_matches.py",
            )


def _rejections(report: QualityReport) -> Iterator[Issue]:
    if report.rejections:
        first = report.rejections[0]
        yield Issue(
            severity="warning",
            title="Rows of the input could not be read",
            finding=f"{count(sum(each.rows for each in report.rejections))} rows; most often "
            f"in {first.source_file}, first at line {first.line}: {first.reason}.",
            remedy="Mend these lines in the file, or have it exported again; "
            "marts.fct_rejected_rows has each with its text.",
        )


def _warning(finding: str) -> Issue:
    return Issue(
        severity="warning",
        title="A test warned",
        finding=finding,
        remedy="Look at what the finding names before relying on it.",
    )


def _odd_rows(report: QualityReport) -> Iterator[Issue]:
    for flag in report.flags:
        if flag.kind == "data" and flag.awards >= ODD_ROWS_SHARE * report.overall.awards:
            yield Issue(
                severity="note",
                title=f"Award rows bear {flag.name}",
                finding=f"{count(flag.awards)} awards, {dollars(flag.award_amount)}.",
                remedy=FLAG_REMEDIES.get(flag.name, "What cannot be read is taken for none.")
                + " See some: select * from marts.fct_enriched_awards where "
                f"contains(data_flags, '{flag.name}') limit 20",
            )


def _empty_fields(report: QualityReport) -> Iterator[Issue]:
    for field in report.fields:
        if field.name in REQUIRED and field.share < FILLED_SHARE:
            yield Issue(
                severity="warning",
                title=f"{field.name} is often empty",
                finding=f"Only {percent(field.share)} of the awards have it.",
                remedy="Perhaps its header is another in this export: add it to "
                "seeds/lookups/source_columns.csv.",
            )


def _weak_slices(report: QualityReport) -> Iterator[Issue]:
    least = max(WEAK_SLICE_AWARDS, WEAK_SLICE_SHARE * report.overall.awards)

    def missing(each: Slice) -> float:
        return (report.overall.match_rate - each.match_rate) * each.awards

    weak = [
        (dimension, each)
        for dimension in report.dimensions
        if dimension.name not in FOUND_BY_MATCHING
        for each in dimension.slices
        if each.awards >= least
        and each.value != NOT_GIVEN
        and report.overall.match_rate - each.match_rate >= WEAK_BY
    ]
    weak.sort(key=lambda pair: (-missing(pair[1]), pair[0].name, pair[1].value))
    # An agency without branches is a branch of the same name.
    told = {(each.value, each.awards): (dimension, each) for dimension, each in reversed(weak)}
    for dimension, each in [pair for pair in weak if pair in told.values()][:WEAK_SLICES_NAMED]:
        open_dollars = each.award_amount - each.matched_award_amount
        yield Issue(
            severity="note",
            title=f"Few matches: {dimension.title.lower()} {each.value}",
            finding=f"{percent(each.match_rate)} of {count(each.awards)} awards, "
            f"{percent(report.overall.match_rate)} overall; {dollars(open_dollars)} unmatched.",
            remedy="If these firms should be among the recipients, see what keeps them: "
            ".venv/bin/dbt show --profiles-dir profiles -s profile_unmatched_companies",
        )


def _undecided(report: QualityReport) -> Iterator[Issue]:
    by_status = report.dimension("match_status")
    waiting = [each for each in (by_status.slices if by_status else ()) if each.value in UNDECIDED]
    if waiting:
        yield Issue(
            severity="note",
            title="Firms wait for a person",
            finding=f"{count(sum(each.awards for each in waiting))} awards, "
            f"{dollars(sum(each.award_amount for each in waiting))}, are in "
            f"{', '.join(each.value for each in waiting)}.",
            remedy="Decide on them: .venv/bin/python scripts/review_matches.py --page",
        )


def _unknown_precision(report: QualityReport) -> Iterator[Issue]:
    unknown = [each.method for each in report.precisions if each.precision is None]
    if unknown:
        yield Issue(
            severity="note",
            title="Nobody has looked how often matches are right",
            finding=f"The precision is unknown of: {', '.join(unknown)}.",
            remedy="Draw a sample and label it: .venv/bin/python scripts/sample_for_review.py "
            "--page sample.html",
        )


def _renamed(report: QualityReport) -> Iterator[Issue]:
    for flag in report.flags:
        if flag.name == "name_disagrees" and flag.accepted >= RENAMED_SHARE * report.overall.awards:
            yield Issue(
                severity="note",
                title="Identifiers hold though names do not agree",
                finding=f"{count(flag.accepted)} accepted awards bear name_disagrees.",
                remedy="Firms rename; but look at some of the largest, an identifier can be wrong.",
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
