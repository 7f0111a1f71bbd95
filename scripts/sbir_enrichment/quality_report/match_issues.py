"""Where matches are missing, undecided, or not known to be right."""

from collections.abc import Iterator

from sbir_enrichment.pages.wording import count, dollars, percent
from sbir_enrichment.quality_report.comparison import FOUND_BY_MATCHING
from sbir_enrichment.quality_report.measured_parts import Slice
from sbir_enrichment.quality_report.result import Issue, QualityReport
from sbir_enrichment.quality_report.slices import NOT_GIVEN

# When a figure is worth a line: judgements about reading; about publishing gates decide.
WEAK_BY = 0.15
WEAK_SLICE_AWARDS = 20
WEAK_SLICE_SHARE = 0.01
WEAK_SLICES_NAMED = 5
RENAMED_SHARE = 0.05

UNDECIDED = ("review", "ambiguous", "conflict")


def weak_slices(report: QualityReport) -> Iterator[Issue]:
    """Name the slices in which most matches are missing beside the overall rate."""
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


def undecided_firms(report: QualityReport) -> Iterator[Issue]:
    """Say what waits for a person."""
    by_status = report.dimension("match_status")
    waiting = [each for each in (by_status.slices if by_status else ()) if each.value in UNDECIDED]
    if waiting:
        names = [each.value for each in waiting]
        told = " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        yield Issue(
            severity="note",
            title="Firms wait for a person",
            finding=f"{count(sum(each.awards for each in waiting))} awards, "
            f"{dollars(sum(each.award_amount for each in waiting))}, have the status {told}.",
            remedy="Decide on them: .venv/bin/python scripts/review_matches.py --page",
        )


def unknown_precision(report: QualityReport) -> Iterator[Issue]:
    """Name the methods of which nobody knows how often they are right."""
    unknown = [each.method for each in report.precisions if each.precision is None]
    if unknown:
        yield Issue(
            severity="note",
            title="Nobody has looked how often matches are right",
            finding=f"The precision is unknown of: {', '.join(unknown)}.",
            remedy="Draw a sample and label it: .venv/bin/python scripts/sample_for_review.py "
            "--page sample.html",
        )


def renamed_firms(report: QualityReport) -> Iterator[Issue]:
    """Say how often an identifier holds though the names do not agree."""
    for flag in report.flags:
        if flag.name == "name_disagrees" and flag.accepted >= RENAMED_SHARE * report.overall.awards:
            yield Issue(
                severity="note",
                title="Identifiers hold though names do not agree",
                finding=f"{count(flag.accepted)} accepted awards bear name_disagrees.",
                remedy="Firms rename; but look at some of the largest, an identifier can be wrong.",
            )
