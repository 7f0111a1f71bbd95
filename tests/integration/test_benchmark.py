"""A measured build of a few models, what is remembered of runs, and samples of a real build."""

import csv
import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import psutil
import pytest

from sbir_enrichment.benchmark_results.measurements import ModelRun
from sbir_enrichment.benchmarking.input_sets import InputSet, bundled_inputs
from sbir_enrichment.benchmarking.samples import draw_sample
from sbir_enrichment.measured_builds.artifacts import read_artifacts
from sbir_enrichment.measured_builds.builds import Build, MeasuredBuild, measure_build
from sbir_enrichment.measured_builds.outcomes import read_outcome
from sbir_enrichment.measuring.problems import CouldNotMeasureError, MisuseError

ROOT = Path(__file__).parents[2]
RESULT = {
    "schema_version": 1,
    "run_id": "20261122_090000_ab12",
    "conditions": {"engine": {"target": "balanced", "threads": 1}, "revision": None},
    "matches": {"awards": 10, "accepted": 8, "by_status": {"accepted": 8, "review": 2}},
    "work": {"int_names": {"rows_scanned": 70}},
    "runs": [
        {
            "started_at": "2026-11-22T09:00:00.000+00:00",
            "wall_seconds": seconds,
            "models": [{"name": "int_names", "seconds": 0.5, "rows": 40}],
        }
        for seconds in (4.0, 5.0)
    ],
}


def ask(database: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.sql(query).fetchall()


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A few models, beside a folder of results in which some files are no results."""
    folder = tmp_path_factory.mktemp("measured")
    reports = folder / "it's reports"
    reports.mkdir()
    (reports / "benchmark_20261122_090000.json").write_text(json.dumps(RESULT))
    (reports / "benchmark_half.json").write_text(json.dumps(RESULT)[:300])
    (reports / "benchmark_foreign.json").write_text('{"schema_version": "x", "run_id": []}')
    (reports / "benchmark_bytes.json").write_bytes(b"\xff\xfe\x00")
    return Build(
        project=ROOT,
        folder=folder / "build",
        variables={"benchmark_results": str(reports)},
        threads=1,
        memory_limit="1GB",
        temp_limit="2GB",
        select=(
            "+base_sbir__awards,resource_type:model",
            "source_columns",
            "path:models/observability",
        ),
    )


@pytest.fixture(scope="module")
def measured(build: Build) -> MeasuredBuild:
    return measure_build(build, count_work=True)


def model(measured: MeasuredBuild, name: str) -> ModelRun:
    (found,) = [run for run in measured.run.models if run.name == name]
    return found


def test_every_model_of_a_measured_build_has_its_figures(measured: MeasuredBuild) -> None:
    assert {run.name for run in measured.run.models} == {
        "stg_inputs__files",
        "base_sbir__awards",
        "obs_runs",
        "obs_model_runs",
    }
    awards = model(measured, "base_sbir__awards")
    assert (awards.status, awards.rows, awards.memory_basis) == ("success", 600, "high water")
    assert 0 < awards.cpu_seconds < measured.run.cpu_seconds
    assert 0 <= awards.memory_delta_bytes < awards.peak_bytes <= measured.run.peak_bytes
    assert 0 < sum(run.seconds for run in measured.run.models) < measured.run.wall_seconds


def test_duckdb_counts_the_work_of_sql_models_alone(measured: MeasuredBuild) -> None:
    assert measured.work.keys() == {"base_sbir__awards", "obs_runs", "obs_model_runs"}
    awards = measured.work["base_sbir__awards"]
    assert awards.intermediate_rows > 600 and awards.intermediate_bytes > awards.intermediate_rows
    assert awards.rows_scanned > 0 and awards.peak_buffer_bytes > 0


def test_the_work_is_counted_alike_in_every_build(build: Build, measured: MeasuredBuild) -> None:
    def exact(one: MeasuredBuild) -> dict[str, dict[str, int]]:
        return {
            name: work.model_dump(exclude={"peak_buffer_bytes"}) for name, work in one.work.items()
        }

    # Two threads were asked for; it counts with one all the same.
    assert exact(measure_build(replace(build, threads=2), count_work=True)) == exact(measured)


def test_results_of_benchmarks_and_the_run_itself_are_remembered(
    build: Build, measured: MeasuredBuild
) -> None:
    runs = ask(
        build.database,
        """
        select command, status, wall_seconds, models_built, accepted_awards, match_rate,
            awards_by_status, peak_bytes is null
        from observability.obs_runs order by command, started_at, run_id
        """,
    )
    assert [run for run in runs if run[0] == "benchmark_enrichment"] == [
        ("benchmark_enrichment", "success", seconds, 1, 8, 0.8, '{"accepted":8,"review":2}', True)
        for seconds in (4.0, 5.0)
    ]
    plain, *_ = [run for run in runs if run[0] == "dbt build"]
    assert (plain[1], plain[3], plain[5], plain[7]) == ("success", 4, None, True)
    assert 0 < plain[2] < measured.run.wall_seconds
    of_benchmark = "select run_id, row_count, rows_per_second, rows_scanned"
    of_benchmark += " from observability.obs_model_runs where model_name = 'int_names' order by 1"
    assert ask(build.database, of_benchmark) == [
        (f"20261122_090000_ab12/{number}", 40, 80.0, 70) for number in (1, 2)
    ]


def test_what_is_remembered_is_neither_doubled_nor_lost_by_a_full_refresh(
    run_dbt, build: Build, measured: MeasuredBuild
) -> None:
    assert measured.work
    before = ask(build.database, "from observability.obs_runs")
    # With the settings of the last measured build, so that nothing is parsed again.
    run_dbt(
        *("build", "--full-refresh", "--select", "path:models/observability"),
        database=build.database,
        variables=dict(build.variables),
        environment={"SBIR_MEMORY_LIMIT": "1GB", "SBIR_TEMP_LIMIT": "2GB", "SBIR_THREADS": "2"},
    )
    after = ask(build.database, "from observability.obs_runs")
    assert set(before) < set(after) and len(after) == len(before) + 1
    counts = "select count(*), count(distinct (run_id, model_name))"
    assert ask(build.database, f"{counts} from observability.obs_model_runs") == [(8, 8)]


def test_a_build_that_fails_is_no_measurement(build: Build, tmp_path: Path) -> None:
    broken = replace(build, folder=tmp_path, target="nowhere")
    with pytest.raises(CouldNotMeasureError, match="target named 'nowhere'"):
        measure_build(broken)


def test_a_plain_build_is_remembered_with_its_match_rate(built_sample: Path) -> None:
    overall = "select awards, matched_awards, match_rate from marts.fct_match_quality"
    of_dbt = "from observability.obs_runs where command = 'dbt build'"
    remembered = ask(built_sample, f"select awards, accepted_awards, match_rate {of_dbt}")
    assert ask(built_sample, f"{overall} where dimension = 'overall'") == remembered
    artifacts = read_artifacts(built_sample.parent / "target")
    models = "select model_name from observability.obs_model_runs where run_id = (select run_id"
    assert {name for (name,) in ask(built_sample, f"{models} {of_dbt})")} == set(
        artifacts.names.values()
    )
    ((by_status, by_method),) = ask(
        built_sample, f"select awards_by_status, accepted_by_method {of_dbt}"
    )
    assert sum(json.loads(by_status).values()) == 600
    assert sum(json.loads(by_method).values()) == json.loads(by_status)["accepted"]


def test_what_a_build_read_and_matched_is_told(built_sample: Path) -> None:
    outcome = read_outcome(built_sample, bundled_inputs(ROOT).truth)
    assert [each.rows for each in outcome.inputs] == [600, 2000, 300]
    assert sum(outcome.matches.by_status.values()) == outcome.matches.awards == 600
    assert sum(outcome.matches.by_method.values()) == outcome.matches.accepted
    assert 0.9 < outcome.matches.precision < 1
    assert outcome == read_outcome(built_sample, bundled_inputs(ROOT).truth)
    python_models = read_artifacts(built_sample.parent / "target").python_models
    assert {name.rpartition(".")[2] for name in python_models} == {
        "stg_inputs__files",
        "int_name_pair_similarities",
    }


def sampled(database: Path, folder: Path, awards: int, seed: int) -> tuple[InputSet, set[int]]:
    """Draw a sample; return it, and the places of its awards among those of the whole file."""
    whole = bundled_inputs(ROOT)
    sample = draw_sample(whole, database, awards, seed, folder)
    (file,) = folder.glob(Path(sample.award_data).name)
    drawn = set(records_of(file))
    assert drawn <= set(records_of(Path(whole.award_data)))
    places = enumerate(records_of(Path(whole.award_data)))
    return sample, {place for place, record in places if place > 0 and record in drawn}


def records_of(file: Path) -> list[tuple[str, ...]]:
    """Return the header and every record of a file."""
    with file.open(encoding="utf-8", newline="") as text:
        return [tuple(record) for record in csv.reader(text)]


def test_a_sample_has_all_awards_of_a_firm_or_none(built_sample: Path, tmp_path: Path) -> None:
    sample, places = sampled(built_sample, tmp_path / "sample", awards=200, seed=7)
    of_firms = ask(
        built_sample,
        f"""
        select count(*), count(*) filter (ids.file_row in ({", ".join(map(str, places))}))
        from intermediate.int_company_awards as company_awards
        inner join staging.base_sbir__award_ids as ids on company_awards.award_id = ids.award_id
        group by company_awards.company_id
        """,
    )
    assert all(drawn in (0, present) for present, drawn in of_firms)
    assert sum(drawn for _, drawn in of_firms) == len(places) == 200
    truth = ask(built_sample, f"from read_csv('{sample.truth.awards}')")
    whole_truth = ask(built_sample, f"from read_csv('{bundled_inputs(ROOT).truth.awards}')")
    assert [row[0] for row in truth] == list(range(1, 201))
    assert [row[1:] for row in truth] == [whole_truth[place - 1][1:] for place in sorted(places)]


def test_the_seed_decides_the_sample(built_sample: Path, tmp_path: Path) -> None:
    first, places = sampled(built_sample, tmp_path / "first", awards=50, seed=7)
    again, _ = sampled(built_sample, tmp_path / "again", awards=50, seed=7)
    _, others = sampled(built_sample, tmp_path / "other", awards=50, seed=8)
    files = [Path(each.award_data).parent / "award_data_0001.csv" for each in (first, again)]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert len(places) == len(others) == 50 and places != others
    assert places != set(range(1, 51))  # not the first rows


def test_more_awards_than_there_are_cannot_be_drawn(built_sample: Path, tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match=r"601 awards are asked for, but there are 600"):
        draw_sample(bundled_inputs(ROOT), built_sample, 601, 7, tmp_path / "sample")


def test_killing_a_benchmark_ends_its_build_and_leaves_no_result(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "benchmark_enrichment.py"), "--runs", "1"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
    log = tmp_path / "target" / "benchmark" / "build" / "build.log"
    wait_for(lambda: log.exists() and "Running with dbt" in log.read_text())
    family = psutil.Process(process.pid).children(recursive=True)
    assert any("metered_dbt.py" in " ".join(each.cmdline()) for each in family)
    process.kill()
    process.wait(timeout=30)
    wait_for(lambda: not any(is_running(each) for each in family))
    assert not any((tmp_path / "reports").rglob("*.json"))


def is_running(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for(condition) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
