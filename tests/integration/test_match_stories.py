"""The story of a verdict says what the tables of the build say."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest
from story_checks import stories_unlike_the_tables

import explain_match
from sbir_enrichment.match_stories.console import AWARDS_SHOWN
from sbir_enrichment.match_stories.page import render_story
from sbir_enrichment.match_stories.telling import tell
from sbir_enrichment.project_sql import match_methods


def ask(database: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.sql(query).fetchall()


def test_a_firm_is_told_of_by_name_and_several_are_listed(
    built_sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    several = ("--database", str(built_sample), "inc")
    assert explain_match.main(list(several)) == 2
    said = capsys.readouterr().err
    firms = re.findall("^  ([0-9a-f]{32})  ", said, re.MULTILINE)
    assert len(firms) == 20 and "is a part of the name of" in said
    name = ask(
        built_sample,
        f"select any_value(company_name) from marts.dim_companies where company_id = '{firms[0]}'",
    )[0][0]
    for subject in (firms[0], name.upper()):
        assert explain_match.main(["--database", str(built_sample), subject]) == 0
        assert capsys.readouterr().out.splitlines()[1] == name
    for subject, message in (("%", "no part of a firm's name '%'"), ("x\x1b[2J", "'x [2J'")):
        assert explain_match.main(["--database", str(built_sample), subject]) == 2
        assert message in capsys.readouterr().err
    assert explain_match.main(["--database", "none.duckdb", "x"]) == 2


def test_stories_of_the_sample_say_what_its_tables_and_marts_say(built_sample: Path) -> None:
    statuses, unlike = stories_unlike_the_tables(built_sample, of_each=5)
    assert statuses >= {"accepted", "conflict", "unmatched"}
    assert unlike == {}


def test_every_kind_of_evidence_is_told_of_on_page_and_terminal(
    built_sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ((found, awards), (lost, _)) = ask(
        built_sample,
        """
        select min(award_id), count(*) from marts.fct_enriched_awards
        where company_id = (
            select company_id from marts.fct_enriched_awards
            group by all having bool_and(match_status = 'accepted')
            order by count(*) desc, company_id limit 1
        )
        union all
        select min(award_id), 1 from marts.fct_enriched_awards
        where company_id in (
            select company_id from intermediate.int_company_matches
            except
            select company_id from intermediate.int_name_pair_features
            except
            select company_id from intermediate.int_match_evidence
        )
        """,
    )
    story = tell(built_sample, found)
    assert [attempt.method for attempt in story.attempts] == list(match_methods())
    assert "There was no candidate at all." in render_story(tell(built_sample, lost))
    assert awards > AWARDS_SHOWN and f"{awards} of {awards} awards" in render_story(story)
    assert explain_match.main(["--database", str(built_sample), found]) == 0
    assert f"{AWARDS_SHOWN} of {awards} awards, the latest first" in capsys.readouterr().out


def test_weights_that_were_changed_after_the_build_do_not_add_up(
    built_sample: Path, tmp_path: Path
) -> None:
    database = Path(shutil.copyfile(built_sample, tmp_path / "sbir.duckdb"))
    firm = ask(database, "select min(company_id) from intermediate.int_name_pair_features")[0][0]
    assert tell(database, firm).best.adds_up
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update lookups.name_match_weights set weight = 9 where feature = 'intercept'"
        )
    story = tell(database, firm)
    assert not story.best.adds_up
    assert "they were changed after the build" in render_story(story)
