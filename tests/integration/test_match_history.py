"""What is published is kept, the next build is held against it, and what changed is told."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

import compare_matches

GATES_ONLY = ("--exclude", "test_type:unit", "test_name:not_null", "test_name:unique*")
FROM_MATCHES_ON = ("build", "-s", "int_award_matches+", *GATES_ONLY)
RE_POINTED = 30
# Other recipients for firms of so many awards, as if matching had changed its mind.
PLANT_RE_POINTED = f"""
    update intermediate.int_company_matches as matches
    set recipient_id = (select max(recipient_id) from intermediate.int_recipients)
    from (
        select company_id, sum(awards) over (order by awards, company_id) as awards_so_far
        from intermediate.int_company_matches
        inner join intermediate.int_companies using (company_id)
        where match_status = 'accepted'
        and company_id in (select company_id from intermediate.int_award_matches
            where match_status = 'accepted')
    ) as chosen
    where matches.company_id = chosen.company_id and chosen.awards_so_far <= {RE_POINTED}
"""

LISTED = "select award_id, earlier_invocation_id, change from marts.fct_match_changes order by all"


class Refused(NamedTuple):
    """A database in which a build was refused, and what dbt said of it."""

    database: Path
    said: str
    dollars: float
    awards: int


def ask(database: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.sql(query).fetchall()


def builds(database: Path) -> list[tuple]:
    return ask(
        database,
        """
        select builds.dbt_invocation_id, builds.awards, count(awards.award_id)
        from history.published_builds as builds
        left join history.published_awards as awards
            on builds.dbt_invocation_id = awards.dbt_invocation_id
        group by all, builds.build_number order by builds.build_number
        """,
    )


def published(database: Path) -> set[tuple]:
    return set(ask(database, "select dbt_invocation_id, built_at from marts.fct_enriched_awards"))


@pytest.fixture(scope="module")
def refused(built_sample: Path, run_dbt, tmp_path_factory: pytest.TempPathFactory) -> Refused:
    """A copy of the sample's build, 30 awards of which were re-pointed; tests go on with it."""
    database = tmp_path_factory.mktemp("history") / "sbir.duckdb"
    shutil.copyfile(built_sample, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute(PLANT_RE_POINTED)
    failed = run_dbt(*FROM_MATCHES_ON, database=database, succeeds=False)
    changed = ask(
        database,
        """
        select count(*), sum(before.award_amount)
        from intermediate.int_award_matches as now
        inner join marts.fct_enriched_awards as before on now.award_id = before.award_id
        where now.recipient_id <> before.recipient_id
        """,
    )[0]
    return Refused(database, failed.stdout, float(changed[1]), changed[0])


def test_a_first_build_passes_says_so_and_is_kept_with_settings_and_files(
    built_sample: Path,
) -> None:
    gate = ask(built_sample, "select is_met, finding from test_results.match_rate_regression_gate")
    assert gate == [
        (True, "no earlier published build of these awards to compare with: this is the first")
    ]
    assert ask(built_sample, "select count(*) from marts.fct_match_changes") == [(0,)]
    ((run, built_at),) = published(built_sample)
    assert builds(built_sample) == [(run, 600, 600)]
    kept = ask(
        built_sample,
        "select built_at, awards, accepted_awards, settings->>'name_accept_score', sources "
        "from history.published_builds",
    )[0]
    accepted = ask(
        built_sample,
        "select count(*) from marts.fct_enriched_awards where match_status = 'accepted'",
    )[0][0]
    assert kept[:4] == (built_at, 600, accepted, "90")
    hashes = ask(built_sample, "select content_hash from staging.stg_inputs__files")
    assert {source["content_hash"] for source in json.loads(kept[4])} == {
        each for (each,) in hashes
    }
    assert not ask(
        built_sample,
        """
        select award_id, match_status, match_method, recipient_id, recipient_name, award_amount
        from history.published_awards
        except all
        select award_id, match_status, match_method, recipient_id, recipient_name, award_amount
        from marts.fct_enriched_awards
        """,
    )


def test_re_pointed_awards_are_refused_and_neither_marts_nor_baseline_move(
    refused: Refused, built_sample: Path
) -> None:
    assert refused.awards > 0.005 * 600
    assert f"{refused.awards} re-pointed" in refused.said
    assert "match_rate_regression_gate: FAILS:" in refused.said
    assert "match_rate_gate: holds:" in refused.said, "the rate is what it was"
    assert published(refused.database) == published(built_sample)
    assert builds(refused.database) == builds(built_sample)


def test_the_refused_build_is_told_by_award_and_dollars(
    refused: Refused, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = {kind: tmp_path / f"changes.{kind}" for kind in ("json", "markdown", "html")}
    wanted = [text for kind, file in files.items() for text in (f"--output-{kind}", str(file))]
    assert compare_matches.main(["--database", str(refused.database), *wanted]) == 0
    said = capsys.readouterr().out
    assert "not published" in said and f"{refused.awards} re-pointed ($" in said
    told = json.loads(files["json"].read_text(encoding="utf-8"))
    assert [
        (cause["change"], cause["cause"], cause["awards"], cause["award_amount"])
        for cause in told["causes"]
    ] == [("re-pointed", "other recipient", refused.awards, pytest.approx(refused.dollars))]
    amounts = [change["award_amount"] for change in told["changes"]]
    assert amounts == sorted(amounts, reverse=True) and len(amounts) == refused.awards
    for kind in ("markdown", "html"):
        page = files[kind].read_text(encoding="utf-8")
        assert f"{refused.awards} re-pointed" in page and told["changes"][0]["award_id"] in page


def test_a_failed_build_in_between_is_no_baseline(refused: Refused, run_dbt) -> None:
    again = run_dbt("run", "-s", "int_award_matches+", database=refused.database, succeeds=False)
    assert "Not published: match_rate_regression_gate: match rate" in again.stdout
    assert f"{refused.awards} re-pointed" in again.stdout
    assert len(builds(refused.database)) == 1


@pytest.fixture(scope="module")
def accepted(refused: Refused, run_dbt) -> Iterator[Refused]:
    """The same, accepted by name; runs after the tests of the refusal above."""
    baseline = builds(refused.database)[0][0]
    said = run_dbt(
        *FROM_MATCHES_ON, database=refused.database, variables={"accept_changes_since": baseline}
    )
    yield refused._replace(said=said.stdout)


def test_what_was_accepted_by_name_is_published_kept_and_listed(accepted: Refused) -> None:
    assert "accepted by accept_changes_since" in accepted.said
    (first, _, _), (second, awards, kept_awards) = builds(accepted.database)
    assert {run for run, _ in published(accepted.database)} == {second}
    assert awards == kept_awards == 600
    listed = ask(
        accepted.database,
        "select count(*), sum(award_amount), min(change), max(cause), any_value("
        "earlier_invocation_id) from marts.fct_match_changes",
    )[0]
    assert (listed[0], float(listed[1])) == (accepted.awards, pytest.approx(accepted.dollars))
    assert listed[2:] == ("re-pointed", "other recipient", first)


def test_publishing_the_same_matches_again_changes_no_comparison_and_old_awards_go(
    accepted: Refused, run_dbt
) -> None:
    before = ask(accepted.database, LISTED)
    # The changes were accepted since the first build: now they are nothing new to the gate.
    run_dbt(
        "run",
        "-s",
        "fct_enriched_awards",
        "int_published_awards+",
        database=accepted.database,
        variables={"history_builds_kept": 2},
    )
    assert [kept_awards for _, _, kept_awards in builds(accepted.database)] == [0, 600, 600]
    after = ask(accepted.database, LISTED)
    assert after == before != []
