"""Two commits of a small project, really built in turns and compared."""

import os
import subprocess
from pathlib import Path

import pytest

from sbir_enrichment.benchmarking.input_sets import given_inputs
from sbir_enrichment.benchmarking.options import Options
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.regression.comparison import Question, compare
from sbir_enrichment.regression.limits import read_limits
from sbir_enrichment.regression.measuring_now import measure_in_turns

PROJECT = {
    "dbt_project.yml": "{name: small, profile: small, config-version: 2, vars: {answer: 42}}",
    "profiles/profiles.yml": (
        "{small: {target: balanced, outputs: {balanced: {type: duckdb, "
        "path: \"{{ env_var('SBIR_DUCKDB_PATH') }}\"}}}}"
    ),
    "macros/generate_schema_name.sql": (
        "{% macro generate_schema_name(custom_schema_name, node) -%}\n"
        "{{ custom_schema_name or target.schema }}\n{%- endmacro %}"
    ),
    **{
        f"models/{source}.sql": (
            "{{ config(schema='staging', materialized='table') }} select null as reject_reason"
        )
        for source in (
            *("base_sbir__awards", "base_usaspending__recipients"),
            "base_usaspending__prime_awards",
        )
    },
    "models/stg_inputs__files.sql": (
        "{{ config(schema='staging', materialized='table') }} select 'sbir.award_data' as "
        "source_name, 'a.csv' as file_path, 'hash' as content_hash, 1 as bytes"
    ),
    "models/int_award_matches.sql": (
        "{{ config(schema='intermediate', materialized='table') }} select range as award_id, "
        "1 as company_id, 2 as recipient_id, 'accepted' as match_status, 'uei_exact' as "
        "match_method, 100.0 as match_score, 'same' as match_reason from range(100)"
    ),
    "models/int_sums.sql": (
        "{{ config(materialized='table') }} select sum(award_id) as total "
        "from {{ ref('int_award_matches') }}"
    ),
}
NEEDLESS_CROSS_JOIN = (
    "{{ config(materialized='table') }} select sum(one.award_id) / 40000 as total "
    "from {{ ref('int_award_matches') }} as one, {{ ref('int_award_matches') }} as other, "
    "range(200)"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with the small project as its first commit."""
    folder = tmp_path / "project"
    for name, text in PROJECT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{text}\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


def options(project: Path) -> Options:
    return Options(
        project=project,
        work_folder=project.parent / "work",
        runs=1,
        given=given_inputs("awards.csv", "recipients.csv", ""),
        memory_limit="500MB",
    )


def test_a_needless_cross_join_is_found_by_one_run_of_each(project: Path) -> None:
    base = git(project, "rev-parse", "HEAD")
    (project / "models/int_sums.sql").write_text(NEEDLESS_CROSS_JOIN, encoding="utf-8")
    (project.parent / "work").mkdir()
    before, now = measure_in_turns(options(project), base)
    assert before.conditions.revision and before.conditions.revision.commit == base
    assert now.conditions.revision and now.conditions.revision.is_changed
    question = Question(before, now, past=(), is_interleaved=True, paths={}, made_at=now.started_at)
    report = compare(question, read_limits({}))
    assert report.differences == ()
    assert report.verdict == report.layers["work"] == "failure"
    grave = {change.model for change in report.changes if change.verdict == "failure"}
    assert grave == {"int_sums"}
    assert len(git(project, "worktree", "list").splitlines()) == 1


def test_a_base_that_cannot_be_built_is_named_and_is_no_regression(project: Path) -> None:
    (project / "models/int_sums.sql").write_text("select no_such_column\n", encoding="utf-8")
    broken = commit(project)
    (project / "models/int_sums.sql").write_text(PROJECT["models/int_sums.sql"], encoding="utf-8")
    (project.parent / "work").mkdir()
    with pytest.raises(
        CouldNotMeasureError, match=f"commit {broken[:12]}: dbt build failed"
    ) as said:
        measure_in_turns(options(project), broken)
    assert "no_such_column" in str(said.value)
    assert len(git(project, "worktree", "list").splitlines()) == 1
