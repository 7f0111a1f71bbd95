"""Marts are published together, or not at all."""

import shutil
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("models", "macros", "seeds", "scripts", "profiles", "tests", "analyses")
PARTS = (*FOLDERS, "dbt_project.yml", ".dbtignore")


@pytest.fixture
def database(built_sample: Path, tmp_path: Path) -> Path:
    """A copy of the built sample, to change."""
    return Path(shutil.copyfile(built_sample, tmp_path / "sbir.duckdb"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to plant something in."""
    copy = tmp_path / "project"
    copy.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / part, copy / part)
    return copy


def runs(database: Path) -> dict[str, str]:
    """Return for every table of the marts with rows the run that built it."""
    with duckdb.connect(str(database), read_only=True) as connection:
        marts = connection.sql(
            "select table_name from information_schema.tables where table_schema = 'marts'"
        ).fetchall()
        built_by = {
            mart: connection.sql(
                f"select any_value(dbt_invocation_id) from marts.{mart}"
            ).fetchone()
            for (mart,) in marts
        }
    return {mart: found[0] for mart, found in built_by.items() if found and found[0]}


def test_a_mart_whose_test_fails_keeps_all_of_its_run_from_being_published(
    run_dbt, database: Path, project: Path
) -> None:
    published = runs(database)
    assert len(set(published.values())) == 1
    planted = project / "tests" / "singular" / "assert_planted.sql"
    planted.write_text(
        "select 1 as planted from {{ as_built(ref('dim_companies')) }} limit 1", encoding="utf-8"
    )
    marts = ("-s", "dim_companies", "dim_recipients", "assert_planted")
    said = run_dbt(
        "build", *marts, "--project-dir", str(project), database=database, succeeds=False
    ).stdout
    assert "Not published: assert_planted failed" in said
    waiting = {mart: run for mart, run in runs(database).items() if mart.endswith("__unpublished")}
    assert waiting.keys() == {"dim_companies__unpublished", "dim_recipients__unpublished"}
    assert runs(database) == published | waiting

    # The next run takes away what waits, publishes its own, and leaves the other marts alone.
    run_dbt("build", "-s", "dim_recipients", database=database)
    after = runs(database)
    assert after.keys() == published.keys()
    assert {mart for mart, run in after.items() if run != published[mart]} == {"dim_recipients"}


def test_retry_publishes_what_waits_once_its_tests_hold(
    run_dbt, database: Path, project: Path
) -> None:
    planted = project / "tests" / "singular" / "assert_planted.sql"
    planted.write_text(
        "select 1 as planted from {{ as_built(ref('dim_companies')) }} limit 1", encoding="utf-8"
    )
    where = ("--project-dir", str(project))
    picked = ("-s", "dim_companies", "assert_planted")
    run_dbt("build", *picked, *where, database=database, succeeds=False)
    waiting = runs(database)["dim_companies__unpublished"]
    planted.write_text(
        "select 1 as planted from {{ as_built(ref('dim_companies')) }} where false",
        encoding="utf-8",
    )
    run_dbt("retry", *where, database=database)
    assert runs(database)["dim_companies"] == waiting
