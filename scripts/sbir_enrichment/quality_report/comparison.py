"""What changed since an earlier report, and how the rate went from build to build."""

from collections.abc import Iterable

from sbir_enrichment.quality_report.measured_parts import Slice
from sbir_enrichment.quality_report.result import Build, Change, Comparison, QualityReport

MOST_CHANGES = 20
# Slices by what matching itself found would compare a thing with itself.
FOUND_BY_MATCHING = ("match_method", "match_status", "confidence")


def of_the_same(report: QualityReport, kept: Iterable[QualityReport]) -> list[QualityReport]:
    """Return the earlier reports of other builds of the same award files, the last of each build.

    The sample and real data, builds and exported files are different series.
    """
    by_build = {
        (each.source.built_at, each.source.dbt_invocation_id): each
        for each in kept
        if (each.source.kind, each.source.award_files)
        == (report.source.kind, report.source.award_files)
        and each.source.built_at < report.source.built_at
    }
    return [by_build[key] for key in sorted(by_build)]


def compare(report: QualityReport, before: QualityReport, name: str) -> Comparison:
    """Say which slices gained or lost matches since the earlier report.

    Args:
        report: The present one.
        before: The earlier one.
        name: What to call the earlier one: its file, or the time of its build.
    """
    then = _slices(before)
    changes = [
        Change(
            dimension=dimension,
            value=value,
            awards_before=then[dimension, value].awards,
            awards=now.awards,
            rate_before=then[dimension, value].match_rate,
            rate=now.match_rate,
            matched_awards_more=now.matched_awards - then[dimension, value].matched_awards,
        )
        for (dimension, value), now in _slices(report).items()
        if (dimension, value) in then
    ]
    changed = [
        change
        for change in changes
        if change.matched_awards_more or change.rate != change.rate_before
    ]
    changed.sort(
        key=lambda change: (-abs(change.matched_awards_more), change.dimension, change.value)
    )
    return Comparison(baseline=name, before=before.build, changes=tuple(changed[:MOST_CHANGES]))


def trend(
    report: QualityReport, remembered: Iterable[Build], earlier: Iterable[QualityReport]
) -> tuple[Build, ...]:
    """Return the overall figures of the earlier builds and, last, of this one.

    Args:
        report: The present one.
        remembered: Builds that the database tells of.
        earlier: Reports that were kept, which know more of a build than the database.
    """
    builds = {build.dbt_invocation_id: build for build in remembered}
    builds |= {each.source.dbt_invocation_id: each.build for each in earlier}
    before = [
        build
        for build in builds.values()
        if build.built_at < report.source.built_at
        and build.dbt_invocation_id != report.source.dbt_invocation_id
    ]
    before.sort(key=lambda build: (build.built_at, build.dbt_invocation_id))
    return (*before, report.build)


def _slices(report: QualityReport) -> dict[tuple[str, str], Slice]:
    return {
        (dimension.name, each.value): each
        for dimension in report.dimensions
        if dimension.name not in FOUND_BY_MATCHING
        for each in dimension.slices
    }
