"""What is published is kept, the next build is held against it, and what changed is told."""

import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

import compare_matches
from sbir_enrichment.match_changes.comparison import compare
from sbir_enrichment.match_changes.page import comparison_as_markdown, render_comparison
from sbir_enrichment.project_sql import default_settings, macro_sql

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
        select
            builds.dbt_invocation_id,
            any_value(builds.awards),
            count(awards.award_id)
        from history.published_builds as builds
        left join history.published_awards as awards
            on builds.dbt_invocation_id = awards.dbt_invocation_id
        group by builds.dbt_invocation_id, builds.build_number
        order by builds.build_number
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
def acceptance(refused: Refused) -> dict[str, object]:
    """The settings that accept it, and keep the awards of no more than two builds."""
    return {"accept_changes_since": builds(refused.database)[0][0], "history_builds_kept": 2}


@pytest.fixture(scope="module")
def accepted(refused: Refused, acceptance: dict[str, object], run_dbt) -> Refused:
    """The same, accepted by name; asked for by the tests that come after those of the refusal."""
    said = run_dbt(*FROM_MATCHES_ON, database=refused.database, variables=acceptance)
    return refused._replace(said=said.stdout)


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
    accepted: Refused, acceptance: dict[str, object], run_dbt
) -> None:
    before = ask(accepted.database, LISTED)
    run_dbt(
        "run",
        "-s",
        "fct_enriched_awards",
        "int_published_awards+",
        database=accepted.database,
        variables=acceptance,
    )
    assert [kept_awards for _, _, kept_awards in builds(accepted.database)] == [0, 600, 600]
    after = ask(accepted.database, LISTED)
    assert after == before != []


HOSTILE = "<script>alert('x')</script>|[bold]A[/bold]|\x1b[31m\u202eB`*" + "C" * 10_000
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# What a build would look like had a tenth of the recipients been missing, or had the identifiers
# of some firms, which their names then find, not been there.
PLANTS = {
    "a tenth of the recipients is gone": (
        """
        create temp table gone as
        select recipient_id from (
            select recipient_id, ntile(10) over (order by md5(recipient_id)) as tenth
            from intermediate.int_recipients
        ) where tenth = 1;
        update intermediate.int_award_matches
        set match_status = 'unmatched', match_method = null, recipient_id = null
        where recipient_id in (from gone);
        delete from intermediate.int_recipients where recipient_id in (from gone);
        delete from intermediate.int_recipient_members where recipient_id in (from gone);
        delete from intermediate.int_recipient_identifiers where recipient_id in (from gone)
        """,
        {("lost", "recipient gone")},
        ("max_lost_share", "max_match_rate_fall"),
    ),
    "names took the place of identifiers": (
        """
        update intermediate.int_award_matches set match_method = 'name_fuzzy'
        where match_method in ('uei_exact', 'duns_exact') and md5(company_id) < '2'
        """,
        {("other method", "uei_exact to name_fuzzy"), ("other method", "duns_exact to name_fuzzy")},
        ("max_name_share_rise",),
    ),
}


@pytest.mark.parametrize("planted", PLANTS, ids=str)
def test_what_was_planted_is_told_for_what_it_is_with_dollars_and_refused(
    built_sample: Path, tmp_path: Path, planted: str
) -> None:
    plant, wanted, limits = PLANTS[planted]
    database = Path(shutil.copyfile(built_sample, tmp_path / "sbir.duckdb"))
    with duckdb.connect(str(database)) as connection:
        connection.execute(plant)
        connection.execute(f"update staging.stg_sbir__awards set company_name = $${HOSTILE}$$")
    run = builds(database)[0][0]
    found = compare(database, run)
    assert {(cause.change, cause.cause) for cause in found.causes} == wanted
    changed = ask(
        database,
        """
        select count(*), sum(before.award_amount)
        from intermediate.int_award_matches as now
        inner join marts.fct_enriched_awards as before on now.award_id = before.award_id
        where now.match_method is distinct from before.match_method
        """,
    )[0]
    assert (len(found.changes), found.changed_amount) == (
        changed[0],
        pytest.approx(float(changed[1])),
    )
    assert changed[0] >= 0.03 * 484, "enough for the gate"
    assert found.mix == 0 and found.change == pytest.approx(found.within)
    for parts in (found.by_method, found.by_era, found.by_agency):
        assert sum(part.change for part in parts) == pytest.approx(found.change)
    assert gate_of(database, run)[0] is False
    assert all(limit in gate_of(database, run)[1] for limit in limits)
    assert gate_of(database, run, lifted=limits)[0] is True, "no other limit is over"
    for page in (render_comparison(found), comparison_as_markdown(found)):
        assert "<script>alert" not in page and not UNSEEN.search(page)
        assert "C" * 500 not in page and "10," in page


def gate_of(database: Path, run: str, lifted: tuple[str, ...] = ()) -> tuple[bool, str]:
    """What the gate makes of the matches as they are now, some of its limits lifted."""
    settings = {**default_settings(), **dict.fromkeys(lifted, 1)}
    known = {
        role: f"intermediate.{table}"
        for role, table in (
            ("entities", "int_recipients"),
            ("members", "int_recipient_members"),
            ("identifiers", "int_recipient_identifiers"),
        )
    }
    known["ruled_out"] = macro_sql("ruled_out_by_decision", "intermediate.int_match_decisions")
    names = ("match_rate_fall", "lost_share", "repointed_share", "name_share_rise")
    limits = {**{name: settings[f"max_{name}"] for name in names}, "note": "."}
    published_awards = f"""(
        select awards.*, builds.built_at
        from history.published_awards as awards
        inner join history.published_builds as builds using (dbt_invocation_id)
        where dbt_invocation_id = '{run}'
    )"""
    measured = macro_sql(
        "match_rate_regression_measured",
        "intermediate.int_award_matches",
        published_awards,
        known,
        limits,
    )
    return ask(database, f"select is_met, finding from ({measured})")[0]


@pytest.mark.parametrize("kind", ["parquet", "csv", "duckdb"])
def test_an_export_or_another_database_will_do_to_compare_with(
    built_sample: Path, tmp_path: Path, kind: str
) -> None:
    other = tmp_path / f"other.{kind}"
    if kind == "duckdb":
        shutil.copyfile(built_sample, other)
    else:
        with duckdb.connect(str(built_sample), read_only=True) as connection:
            connection.execute(f"copy marts.fct_enriched_awards to '{other}'")
    found = compare(built_sample, str(other))
    assert (found.before.awards, found.before.accepted) == (
        found.after.awards,
        found.after.accepted,
    )
    assert (found.changes, found.change, found.mix, found.within) == ([], 0, 0, 0)
    assert found.before.accepted_amount == pytest.approx(found.after.accepted_amount)
    assert str(other) in found.before.label
    assert {part.value for part in found.by_era} == {
        "before 2008",
        "2008 to March 2022",
        "April 2022 on",
        "not given",
    }


def test_what_cannot_be_compared_is_said_in_one_message(
    built_sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, short, twice, empty = (tmp_path / name for name in ("t.md", "s.csv", "d.csv", "e.duckdb"))
    text.write_text("no export", encoding="utf-8")
    short.write_text("award_id,match_status\nA,accepted\n", encoding="utf-8")
    header = "award_id,company_id,award_amount,match_status,match_method,match_score,recipient_id\n"
    twice.write_text(header + "A,c,1,accepted,uei_exact,100,r\n" * 2, encoding="utf-8")
    with duckdb.connect(str(empty)):
        pass
    run = builds(built_sample)[0][0]
    cases = {
        ("--database", str(built_sample)): (3, "no earlier build of these awards was published"),
        ("--database", str(tmp_path / "none.duckdb")): (2, "there is no such file"),
        ("--database", str(text)): (2, "is no database that DuckDB can read"),
        ("--database", str(empty)): (3, "it lacks staging.stg_sbir__awards"),
        ("--database", str(built_sample), "--against", "zz"): (2, f"  {run}  "),
        ("--database", str(built_sample), "--against", str(text)): (2, "as .parquet or .csv"),
        ("--database", str(built_sample), "--against", str(short)): (2, "lacks company_id"),
        ("--database", str(built_sample), "--against", str(twice)): (2, "A stands more than once"),
        ("--database", str(built_sample), "--against", str(empty)): (
            3,
            "marts.fct_enriched_awards",
        ),
    }
    for arguments, (exit_code, message) in cases.items():
        assert compare_matches.main(list(arguments)) == exit_code, arguments
        said = capsys.readouterr().err
        assert re.search(message, said) and "Traceback" not in said, said
