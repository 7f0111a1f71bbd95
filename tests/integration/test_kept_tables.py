"""Kept tables are reused while they would come out the same, and built again whenever not."""

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
# Every kept table, and what feeds them.
RECIPIENT_SIDE = (
    "-s",
    "+int_recipients",
    "+int_recipient_word_frequencies",
    "+int_recipient_place_frequencies",
)
WITH_LOOKUPS = ("build", "--resource-type", "model", "seed", "-s", "resource_type:seed")
MODELS = Path("models/intermediate")
LINKS = MODELS / "recipients/int_recipient_links.sql"
COMPONENTS = MODELS / "recipients/int_recipient_components.sql"
INTERMEDIATE = "path:models/intermediate/recipients"
RECIPIENTS = "seeds/samples/recipient_lookup.csv"
REUSED = re.compile(r"\.(\w+) REUSED: ")
CHANGED = re.compile(r"\.(\w+) (?:is built again|REUSED: .*), changed: (.+)")


class Project:
    """A copy of the project whose files and database may be changed; `undo` forgets it all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self.database = folder / "sbir.duckdb"
        self.built = folder / "built.duckdb"
        self._originals: dict[Path, bytes] = {}
        for name in ("models", "macros", "seeds", "profiles", "scripts", "tests", "analyses"):
            shutil.copytree(ROOT / name, self.folder / name)
        shutil.copy2(ROOT / "dbt_project.yml", self.folder)
        shutil.copy2(ROOT / ".dbtignore", self.folder)

    def edit(self, path: Path | str, old: str, new: str) -> None:
        """Replace a text that the file holds once; size and age stay as far as the text allows."""
        file = self.folder / path
        text = file.read_bytes()
        assert text.count(old.encode()) == 1, f"{old!r} is not once in {path}"
        self._originals.setdefault(file, text)
        status = file.stat()
        file.write_bytes(text.replace(old.encode(), new.encode()))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    def change(self, *statements: str) -> None:
        """Change the database behind dbt's back."""
        with duckdb.connect(str(self.database)) as connection:
            for statement in statements:
                connection.execute(statement)

    def undo(self) -> None:
        for file, text in self._originals.items():
            file.write_bytes(text)
        self._originals.clear()
        self.clear()
        shutil.copy(self.built, self.database)

    def clear(self) -> None:
        """Leave no database; dbt finds the path of before, and need not parse again."""
        for file in self.database.parent.glob("sbir.duckdb*"):
            file.unlink()

    def manifest(self) -> dict:
        return json.loads(self.database.with_name("target").joinpath("manifest.json").read_text())

    def kept(self) -> set[str]:
        """The names of all kept models."""
        return {
            node["name"]
            for node in self.manifest()["nodes"].values()
            if node["config"]["materialized"].startswith("kept_")
        }

    def below(self, *names: str) -> set[str]:
        """The kept models among these and those that read them, directly or not."""
        children = self.manifest()["child_map"]
        found: set[str] = set()
        waiting = [f"model.sbir_enrichment.{name}" for name in names]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += children[node]
        return {node.rpartition(".")[2] for node in found} & self.kept()


class Outcome(NamedTuple):
    """Which kept tables a run reused, and what it says had changed for the others."""

    reused: set[str]
    changed: dict[str, str]


@pytest.fixture(scope="module")
def built(run_dbt, tmp_path_factory) -> Project:
    project = Project(tmp_path_factory.mktemp("kept"))
    # No setting changes the recipient side today; here one does.
    identifiers = project.folder / MODELS / "recipients/int_recipient_identifiers.sql"
    text = identifiers.read_text(encoding="utf-8")
    used = "where duns is not null and {{ var('max_rows_per_recipient') }} > 0"
    assert "where duns is not null" in text
    identifiers.write_text(text.replace("where duns is not null", used), encoding="utf-8")
    # What the tests find has been built elsewhere and by another target.
    first = project.database.with_name("first.duckdb")
    folder = ("--project-dir", str(project.folder), "--target", "memory_constrained")
    run_dbt(*WITH_LOOKUPS, *RECIPIENT_SIDE[1:], *folder, database=first)
    first.rename(project.built)
    return project


@pytest.fixture
def project(built: Project) -> Iterator[Project]:
    built.undo()
    yield built
    built.undo()


@pytest.fixture
def run(run_dbt, project: Project):
    def run_and_read(*arguments: str, **options) -> Outcome:
        said = run_dbt(
            *(arguments or ("run", *RECIPIENT_SIDE)),
            "--project-dir",
            str(project.folder),
            database=project.database,
            **options,
        ).stdout
        return Outcome(set(REUSED.findall(said)), dict(CHANGED.findall(said)))

    return run_and_read


def contents(database: Path, tables: set[str]) -> dict[str, list[tuple]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        places = connection.sql("select table_name, schema_name from duckdb_tables()").fetchall()
        return {
            table: connection.sql(f"from {schema}.{table} order by all").fetchall()
            for table, schema in places
            if table in tables
        }


def test_what_is_unchanged_is_reused_also_by_another_target_and_after_a_move(run, project) -> None:
    assert run() == (project.kept(), {})
    assert len(project.kept()) >= 15
    results = json.loads(
        project.database.with_name("target").joinpath("run_results.json").read_text()
    )
    messages = {
        node["unique_id"].rpartition(".")[2]: node["message"] for node in results["results"]
    }
    assert {messages[name] for name in project.kept()} == {"REUSED"}


def test_other_content_of_one_size_and_age_is_read_also_in_two_partial_runs(run, project) -> None:
    with duckdb.connect() as connection:
        (name,) = connection.sql(f"""
            select any_value(legal_business_name) as name from '{project.folder / RECIPIENTS}'
            group by upper(legal_business_name) having count(*) = 1 and name ~ '[A-Z]{{8}}.*'
            order by name limit 1
        """).fetchone()
    other = name[:2] + ("X" if name[2] != "X" else "Y") + name[3:]
    project.edit(RECIPIENTS, name, other)
    partial = run("run", *RECIPIENT_SIDE, "--exclude", "int_names")
    stale = project.below("base_usaspending__recipients")
    assert partial.reused == project.kept() - stale - {"int_names"}
    assert partial.changed["base_usaspending__recipients"] == "code, settings or files"
    # Now what reads int_names was built without the new name: it must not pass for complete.
    complete = run()
    again = project.below("int_names") - {"int_names"}
    assert complete.reused == project.kept() - again
    assert complete.changed["int_names"] == "intermediate.int_recipient_raw_names"
    kept = contents(project.database, project.kept())
    project.clear()
    run(*WITH_LOOKUPS, *RECIPIENT_SIDE[1:])
    assert kept == contents(project.database, project.kept())
    assert other in {row[0] for row in kept["int_names"]}


def test_a_lookup_counts_as_it_is_loaded_in_whatever_order(run, project) -> None:
    project.edit("seeds/lookups/us_states.csv", "WYOMING", "WYOMINK")
    project.change(
        "create or replace table lookups.us_states as from lookups.us_states order by all desc",
        "delete from lookups.legal_forms where legal_form = 'INC'",
    )
    outcome = run()
    assert outcome.reused == project.kept() - project.below("int_names")
    assert "lookups.legal_forms" in outcome.changed["int_names"]


def test_code_builds_again_what_is_made_by_it_and_remarks_do_not(run, project) -> None:
    project.edit("macros/names/sorted_words.sql", "list_distinct(", "list_distinct(/* */")
    project.edit("macros/places/zip5.sql", "{# ", "{# Anew: ")
    project.edit(COMPONENTS, "as node, link", "as node,  link")
    hook = "macros/dialect/capture_rejected_rows.sql"
    project.edit(hook, "string_agg(distinct", "string_agg( distinct")
    outcome = run("run", *RECIPIENT_SIDE, "--exclude", "path:models/staging")
    stale = project.below("int_recipient_name_keys", "int_recipient_components")
    staging = {name for name in project.kept() if "__" in name}
    assert outcome.reused == project.kept() - stale - staging
    assert outcome.changed["int_recipient_name_keys"].startswith("code, settings or files")
    assert outcome.changed["int_recipient_components"] == "code, settings or files"
    assert outcome.changed["int_recipient_members"] == "intermediate.int_recipient_components"
    readers = run("run", "-s", "+stg_usaspending__recipients")
    base, cleaned = "base_usaspending__recipients", "stg_usaspending__recipients"
    assert readers.changed == {base: "hooks", cleaned: f"staging.{base}"}


def test_a_table_changed_by_hand_is_built_again_alone(run, project) -> None:
    before = contents(project.database, project.kept())
    with duckdb.connect(str(project.database)) as connection:
        (mark,) = connection.sql(
            "select comment from duckdb_tables() where table_name = 'int_recipient_components'"
        ).fetchone()
    other_engine = mark.replace(f"v{duckdb.__version__}", "v1.4.0")
    assert other_engine != mark
    project.change(
        f"comment on table intermediate.int_recipient_components is '{other_engine}'",
        "drop table intermediate.int_recipient_links",
        "delete from intermediate.int_recipient_members where member_rank = 1",
        "create or replace table intermediate.int_recipients as from intermediate.int_recipients",
    )
    outcome = run("run", "-s", INTERMEDIATE)
    assert outcome.changed == {"int_recipient_components": "the version of DuckDB"}
    assert outcome.reused == {
        "int_recipient_identifiers",
        "int_recipient_names",
        "int_recipient_name_keys",
    }
    assert contents(project.database, project.kept()) == before


def test_full_refresh_builds_always(run) -> None:
    refreshed = run("run", "--full-refresh", "-s", INTERMEDIATE)
    assert refreshed.reused == set()
    assert set(refreshed.changed.values()) == {"nothing, but --full-refresh was given"}


def test_tables_of_an_empty_run_and_of_files_nobody_looked_at_are_not_reused(run, project) -> None:
    before = contents(project.database, {"int_recipient_links"})
    assert before["int_recipient_links"]
    run("run", "--empty", "-s", "int_recipient_links")
    assert contents(project.database, {"int_recipient_links"}) == {"int_recipient_links": []}
    chosen = ("int_recipient_links", "int_recipient_components", "base_usaspending__recipients")
    # The components are those of the links before they were emptied.
    assert run("run", "-s", *chosen).reused == {"int_recipient_components"}
    assert contents(project.database, {"int_recipient_links"}) == before


def test_a_killed_rebuild_leaves_the_last_good_table(run, start_dbt, project) -> None:
    before = contents(project.database, project.kept())
    links = project.folder / LINKS
    # Held up after the new table took the place of the old one, before anything is final.
    hook = "{{ config(post_hook='select sum(range) from range(1000000000000)') }}\n"
    project.edit(LINKS, "with\n\nrecipients", f"{hook}with\n\nrecipients")
    project.edit(LINKS, "select * from shared_links", "select * from shared_links where false")
    said = project.folder / "said"
    folder = ("--project-dir", str(project.folder))
    process = start_dbt("run", *RECIPIENT_SIDE, *folder, database=project.database, said=said)
    try:
        give_up = time.monotonic() + 120
        while f"{links.stem} is built again" not in said.read_text() and time.monotonic() < give_up:
            time.sleep(0.1)
        time.sleep(2)
        assert process.poll() is None, said.read_text()
    finally:
        process.kill()
        process.wait()
    assert contents(project.database, project.kept()) == before
    project.edit(LINKS, hook, "")
    after = run()
    assert links.stem not in after.reused
    assert contents(project.database, {links.stem}) == {links.stem: []}


def test_a_setting_builds_again_what_uses_it(run, project) -> None:
    outcome = run("run", "-s", INTERMEDIATE, variables={"max_rows_per_recipient": 49})
    stale = project.below("int_recipient_identifiers")
    assert outcome.changed["int_recipient_identifiers"] == "code, settings or files"
    assert set(outcome.changed) <= stale
    assert outcome.reused == {"int_recipient_links", "int_recipient_components"} | {
        "int_recipient_members",
        "int_recipients",
    }


def test_other_awards_reuse_the_recipient_side_and_match_as_in_a_fresh_build(
    run, project, tmp_path: Path
) -> None:
    lines = (ROOT / "seeds/samples/award_data.csv").read_text(encoding="utf-8").splitlines(True)
    known = "GLYCELEFORGE INC."
    assert lines[1].startswith(known)
    awards = tmp_path / "awards.csv"
    awards.write_text("".join([lines[0], lines[1].replace(known, "NEWCOMER LAB"), *lines[2:]]))
    settings = {"variables": {"sbir_award_data": str(awards)}}
    outcome = run("run", "-s", "+int_company_matches", **settings)
    assert project.kept() - outcome.reused == set()
    assert set(outcome.changed) == {"int_names"}
    compared = {"int_company_matches", *project.kept()}
    found = contents(project.database, compared)
    project.clear()
    run(*WITH_LOOKUPS, "+int_company_matches", **settings)
    assert found == contents(project.database, compared)
    assert "NEWCOMER LAB" in {row[0] for row in found["int_names"]}
