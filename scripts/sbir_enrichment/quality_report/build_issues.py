"""What is wrong with a build as a whole: gates that fail, rates that fell, matches that changed."""

from collections.abc import Iterator

from sbir_enrichment.pages.wording import count, dollars, percent
from sbir_enrichment.quality_report.result import Issue, QualityReport

# When a fall of the rate is worth a line: a judgement about reading; about publishing gates decide.
FELL_BY = 0.01
RECENT_BUILDS = 10

GATE_REMEDIES = {
    "match_rate_gate": "Look at the weak slices here. If the recipient file covers only part of "
    "the firms, a lower min_match_rate is the honest one: --vars '{min_match_rate: 0.3}'.",
    "match_completeness_gate": "The table of filled fields tells which column is empty; a header "
    "that is not known yet is a new row in seeds/lookups/source_columns.csv.",
    "no_award_lost": "Do not use these tables: rows were lost or doubled between the files and "
    "the awards. Build again with --full-refresh; if it stays, the project has a mistake.",
    "decisions_can_be_heeded": "Mend or take out the lines it names: "
    ".venv/bin/python scripts/review_matches.py --check goes over all of them.",
    "match_rate_by_slice_gate": "See what keeps the firms of that slice: "
    ".venv/bin/dbt show --profiles-dir profiles -s profile_unmatched_companies",
    "match_precision_gate": "More labels narrow the interval: "
    ".venv/bin/python scripts/sample_for_review.py --page sample.html; what was labelled "
    "different says what to mend.",
    "match_rate_regression_gate": ".venv/bin/python scripts/compare_matches.py lists the awards "
    "and says why. If it is meant to be so, build with accept_changes_since and the id that the "
    "finding names.",
    "no_award_twice": "The file repeats awards: export marts.fct_enriched_awards once, as it is.",
}


def failed_gates(report: QualityReport) -> Iterator[Issue]:
    """Name each gate that does not hold, or say that none was measured."""
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


def fallen_rates(report: QualityReport) -> Iterator[Issue]:
    """Say where the match rate is lower than it was, at once or in small steps."""
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


def changed_matches(report: QualityReport) -> Iterator[Issue]:
    """Say how many awards lost their match or point elsewhere since the build before."""
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
