"""The builds that were published, as the schema `history` of the database keeps them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from sbir_enrichment.match_changes.origins import Origin, source_files
from sbir_enrichment.match_changes.problems import NothingToCompareError, UnusableInputError

SHOWN = 10
# The newest first. Of old builds only the figures are kept; an award in common with the present
# ones, or the same input setting, makes a build comparable.
BUILDS = """
    select
        builds.build_number,
        builds.dbt_invocation_id,
        builds.matches_invocation_id,
        strftime(builds.built_at, '%Y-%m-%d %H:%M:%S') as built_at,
        builds.award_data,
        builds.accepted_awards,
        builds.awards,
        builds.sources::varchar as sources,
        count(kept.dbt_invocation_id) > 0 as has_awards,
        count(present.award_id) > 0 as has_present_awards
    from build.history.published_builds as builds
    left join build.history.published_awards as kept
        on builds.dbt_invocation_id = kept.dbt_invocation_id
    left join after_awards as present on kept.award_id = present.award_id
    group by all
    order by builds.build_number desc
"""


@dataclass(frozen=True)
class PublishedBuild:
    """One build of the history."""

    number: int
    invocation_id: str
    matches_invocation_id: str
    built_at: str
    award_data: str
    accepted_awards: int
    awards: int
    sources: str
    has_awards: bool
    has_present_awards: bool

    @property
    def origin(self) -> Origin:
        """Return it as something to compare with."""
        return Origin(
            label=f"the build published by dbt run {self.invocation_id}",
            invocation_id=self.invocation_id,
            built_at=self.built_at,
            sources=source_files(json.loads(self.sources)),
        )


def published_builds(connection: duckdb.DuckDBPyConnection) -> list[PublishedBuild]:
    """Return all of them, the newest first; `after_awards` must hold the present awards."""
    return [PublishedBuild(*row) for row in connection.execute(BUILDS).fetchall()]


def last_comparable(
    builds: Sequence[PublishedBuild], present: Origin, award_data: str | None
) -> PublishedBuild:
    """Return the newest published build but the present one, by the rule of the gate.

    Args:
        builds: The newest first.
        present: The matches that are to be compared.
        award_data: The setting `sbir_award_data` under which they were found.

    Raises:
        NothingToCompareError: There is none.
    """
    for build in builds:
        is_present = build.matches_invocation_id == present.invocation_id
        if (
            build.has_awards
            and not is_present
            and (build.award_data == award_data or build.has_present_awards)
        ):
            return build
    raise NothingToCompareError(
        "no earlier build of these awards was published, so there is nothing to compare with yet; "
        "every later build will be compared with this one. --against takes a database or a file"
    )


def choose_build(builds: Sequence[PublishedBuild], wanted: str) -> PublishedBuild:
    """Return the build whose id begins so.

    Raises:
        UnusableInputError: None does, or several do, or its awards are no longer kept.
    """
    fitting = [build for build in builds if wanted and build.invocation_id.startswith(wanted)]
    if len(fitting) == 1 and fitting[0].has_awards:
        return fitting[0]
    if len(fitting) == 1:
        raise UnusableInputError(
            f"--against {wanted}: of the build of {fitting[0].built_at} only the figures are kept, "
            "not the awards; history_builds_kept says of how many builds"
        )
    problem = "several builds begin so" if fitting else "there is no such file, nor such a build"
    known = "\n".join(
        f"  {build.invocation_id}  {build.built_at} UTC  {build.accepted_awards:,} of "
        f"{build.awards:,} awards"
        for build in [build for build in builds if build.has_awards][:SHOWN]
    )
    raise UnusableInputError(
        f"--against {wanted:.80}: {problem}. The last published builds are:\n{known or '  none'}"
    )
