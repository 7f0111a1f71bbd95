"""A build that is killed leaves marts that can be read, and the same command again finishes it."""

import re
import shutil
import time
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

import generate_data
from dbt_processes import ForkedDbt
from dbt_runs import FILES_BESIDE_DATABASE, SEEDS_AND_MODELS

# A model of each layer: dbt is killed as soon as it says that it has begun with it. Where there are
# two, the same command is given again and killed again before it may finish.
MOMENTS = {
    "while it reads": ("base_sbir__awards",),
    "on the way to the recipients, then before the verdicts": (
        "int_recipients",
        "int_company_verdicts",
    ),
    "among the marts, then on the way to the candidates": (
        "fct_enriched_awards",
        "int_fuzzy_name_candidates",
    ),
}
# Who built a table and when differs by design.
NOT_COMPARED = {"built_at", "dbt_invocation_id"}
# What changed since the build before depends on the build before.
OF_TWO_BUILDS = "fct_match_changes"
# One data set takes the place of another here, which is no regression.
ANY_CHANGE = {"max_match_rate_fall": 1, "max_lost_share": 1, "max_name_share_rise": 1}

Marts = dict[str, list[tuple[object, ...]]]


class Site(NamedTuple):
    """A database, the settings of its builds, and two data sets with what they are to give."""

    database: Path
    variables: dict[str, object]
    data_sets: tuple[Path, Path]
    undisturbed: tuple[Marts, Marts]

    def use(self, data_set: int) -> None:
        """Put a data set where the settings say that the inputs are."""
        for source in self.data_sets[data_set].glob("*.csv"):
            shutil.copyfile(source, self.database.parent / source.name)


def contents(database: Path) -> Marts:
    with duckdb.connect(str(database)) as connection:
        found = {}
        for (mart,) in connection.sql(
            "select table_name from information_schema.tables "
            f"where table_schema = 'marts' and not starts_with(table_name, '{OF_TWO_BUILDS}')"
        ).fetchall():
            rows = connection.sql(f"select * from marts.{mart}")
            compared = [column for column in rows.columns if column not in NOT_COMPARED]
            found[mart] = rows.select(", ".join(compared)).order("all").fetchall()
        return found


def newest_kept(database: Path) -> tuple[object, ...]:
    """The build that the next one will be compared with, and how many awards of it are kept."""
    with duckdb.connect(str(database)) as connection:
        return connection.sql("""
            select
                arg_max(builds.dbt_invocation_id, builds.build_number),
                arg_max(builds.awards, builds.build_number),
                (select count(*) from history.published_awards as awards
                where awards.dbt_invocation_id
                = arg_max(builds.dbt_invocation_id, builds.build_number)),
                (select any_value(dbt_invocation_id) from marts.fct_enriched_awards)
            from history.published_builds as builds
        """).fetchall()[0]


def generate(folder: Path, seed: int) -> Path:
    sizes = ["--awards", "300", "--companies", "150", "--recipients", "3000"]
    assert generate_data.main([*sizes, "--seed", str(seed), "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def site(run_dbt, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Both data sets built from nothing, and the database of the second."""
    folder = tmp_path_factory.mktemp("killed")
    variables = {**FILES_BESIDE_DATABASE, "min_match_rate": 0.1, **ANY_CHANGE}
    data_sets = (generate(folder / "first", 1), generate(folder / "second", 2))
    empty = Site(folder / "sbir.duckdb", variables, data_sets, ({}, {}))
    undisturbed = []
    for data_set in (0, 1):
        empty.database.unlink(missing_ok=True)
        empty.use(data_set)
        run_dbt(*SEEDS_AND_MODELS, database=empty.database, variables=variables)
        undisturbed.append(contents(empty.database))
    assert undisturbed[0].keys() == undisturbed[1].keys()
    assert undisturbed[0]["fct_enriched_awards"] != undisturbed[1]["fct_enriched_awards"]
    return empty._replace(undisturbed=(undisturbed[0], undisturbed[1]))


def kill_at_start_of(model: str, process: ForkedDbt, said: Path) -> None:
    begun = re.compile(rf"START .* [a-z]+\.{model} ")
    deadline = time.monotonic() + 120
    try:
        while time.monotonic() < deadline and process.poll() is None:
            if begun.search(said.read_text(encoding="utf-8")):
                return
            time.sleep(0.002)
        pytest.fail(f"The build ended before {model}:\n{said.read_text(encoding='utf-8')}")
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("moments", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_killed_build_leaves_good_marts_and_the_next_one_ends_as_if_undisturbed(
    site: Site, start_dbt, run_dbt, tmp_path: Path, moments: tuple[str, ...]
) -> None:
    # The marts are those of one data set; the build that is killed is of the other.
    last = int(contents(site.database) == site.undisturbed[1])
    assert contents(site.database) == site.undisturbed[last]
    site.use(1 - last)
    for model in moments:
        said = tmp_path / f"{model}.txt"
        process = start_dbt(
            *SEEDS_AND_MODELS, database=site.database, variables=site.variables, said=said
        )
        kill_at_start_of(model, process, said)
        assert process.returncode == -9
        # Marts that wait to be published may be left over; the next build takes them away.
        left = {
            mart: rows
            for mart, rows in contents(site.database).items()
            if not mart.endswith("__unpublished")
        }
        assert left == site.undisturbed[last], "published are all marts of the last run, no other"
        kept, awards, kept_awards, published = newest_kept(site.database)
        assert (kept, awards) == (published, kept_awards), "what is kept is what is published"
    run_dbt(*SEEDS_AND_MODELS, database=site.database, variables=site.variables)
    assert contents(site.database) == site.undisturbed[1 - last]
