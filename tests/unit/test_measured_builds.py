"""What is said of each model of a build, put together from what dbt, notes and looks tell."""

from pathlib import Path

import duckdb
import pytest

from sbir_enrichment.benchmark_results.measurements import ModelRun
from sbir_enrichment.measured_builds.artifacts import Artifacts, ModelResult, read_artifacts
from sbir_enrichment.measured_builds.metered_dbt import analyze_new_tables
from sbir_enrichment.measured_builds.model_runs import Note, Notes, model_runs
from sbir_enrichment.measured_builds.outcomes import read_outcome
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.measuring.sampling import Look

NAMES = "model.sbir_enrichment.int_names"
FAILED = "model.sbir_enrichment.int_failed"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "sbir.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema intermediate")
        connection.execute("create table intermediate.int_names as from range(40)")
    return path


def of_names(
    database: Path, *, high_water: int | None = None, looks: tuple[Look, ...] = (), alone: bool
) -> ModelRun:
    artifacts = Artifacts(
        results=(ModelResult(NAMES, "success", 2.0, is_reused=False),),
        names={NAMES: "int_names"},
        relations={NAMES: ("intermediate", "int_names")},
        python_models=frozenset(),
    )
    note = Note(
        unique_id=NAMES,
        started=100.0,
        ended=102.0,
        cpu_seconds=1.5,
        resident_before=1_000,
        resident_after=1_200,
        high_water=high_water,
    )
    notes = Notes(models=(note,), high_water_bytes=5_000, work={})
    (run,) = model_runs(artifacts, notes, looks, database, is_alone=alone)
    return run


def test_alone_a_model_has_its_own_processor_time_and_the_kernels_peak(database: Path) -> None:
    looks = (Look(101.0, 9_999, 70),)  # of the whole tree: not the model's own
    run = of_names(database, high_water=3_000, looks=looks, alone=True)
    assert (run.rows, run.rows_per_second, run.cpu_seconds) == (40, 20.0, 1.5)
    assert (run.peak_bytes, run.memory_delta_bytes) == (3_000, 2_000)
    assert (run.memory_basis, run.spill_bytes) == ("high water", 70)


def test_beside_others_memory_is_what_was_seen_while_it_ran_and_cpu_time_is_nobodys(
    database: Path,
) -> None:
    looks = (Look(99.9, 9_000, 900), Look(101.0, 4_000, 10), Look(102.1, 8_000, 800))
    run = of_names(database, looks=looks, alone=False)
    assert (run.peak_bytes, run.memory_delta_bytes) == (4_000, 3_000)
    assert (run.memory_basis, run.spill_bytes, run.cpu_seconds) == ("sampled", 10, None)


def test_nobody_looked_at_a_short_model_so_its_spill_is_not_known(database: Path) -> None:
    run = of_names(database, alone=False)
    assert (run.peak_bytes, run.spill_bytes) == (1_200, None)


def test_a_kernel_that_counts_in_batches_makes_no_negative_memory(database: Path) -> None:
    run = of_names(database, high_water=900, alone=True)
    assert (run.peak_bytes, run.memory_delta_bytes) == (1_200, 200)


def test_a_model_that_failed_or_never_began_has_no_figures(database: Path) -> None:
    artifacts = Artifacts(
        results=(ModelResult(FAILED, "skipped", 0.0, is_reused=False),),
        names={FAILED: "int_failed"},
        relations={FAILED: ("intermediate", "int_failed")},
        python_models=frozenset(),
    )
    notes = Notes(models=(), high_water_bytes=0, work={})
    (run,) = model_runs(artifacts, notes, (), database, is_alone=True)
    assert run == ModelRun(name="int_failed", status="skipped", seconds=0.0)


@pytest.mark.parametrize("text", ["", "{", '{"metadata": {"dbt_schema_version": "of another"}}'])
def test_artifacts_that_cannot_be_read_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "run_results.json").write_text(text)
    with pytest.raises(CouldNotMeasureError, match=str(tmp_path)):
        read_artifacts(tmp_path)


def test_a_database_without_verdicts_is_named(database: Path) -> None:
    with pytest.raises(CouldNotMeasureError, match=r"sbir\.duckdb does not hold a whole build"):
        read_outcome(database)


def rows_expected(order: int, is_analyzed: bool) -> str:
    """What DuckDB expects of a join of names that stand in an order of their own."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"""
            create table names as
                select 'N' || i as name from range(2404) as t (i) order by hash(i + {order})
        """)
        connection.execute(
            "create table awards as select 'N' || (i % 170) as name from range(600) as t (i)"
        )
        if is_analyzed:
            analyze_new_tables(connection, set())
        plan = "explain select count(*) from awards join names using (name)"
        return connection.execute(plan).fetchall()[0][1]


def test_counted_work_does_not_hang_on_the_order_in_which_rows_came() -> None:
    orders = (0, 1, 6)
    assert len({rows_expected(order, is_analyzed=False) for order in orders}) > 1
    assert len({rows_expected(order, is_analyzed=True) for order in orders}) == 1
