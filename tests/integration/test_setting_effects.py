"""Every setting, changed: something else comes out than with its default.

Nearly every model reads one setting at most. So all of them are changed at once, every model is
compiled, and what the SQL of one finds in a built sample tells of its own setting alone.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
import yaml
from benchmark_result_samples import a_result
from regression_samples import compared, of_models, some_work
from rich.console import Console
from sample_under_settings import Compiled, SampleUnderSettings, ask

from dbt_runs import link_project
from sbir_enrichment.pipeline import pipeline
from sbir_enrichment.pipeline.command import COULD_NOT_MEASURE, build_parser, run_command
from sbir_enrichment.settings.engine import Engine, environment_name
from sbir_enrichment.settings.variables import Variables

SAMPLES = Path(__file__).parents[2] / "seeds" / "samples"
EVERY_SETTING = [*Variables.model_fields, *map(environment_name, Engine.model_fields)]
HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print(flush=True); input()"

CHANGED: dict[str, object] = {
    "min_match_rate": 0.99,
    "min_match_rate_by": {"agency": 0.75},
    "min_match_precision": {"uei_exact": 0.9},
    "min_completeness": 1,
    "min_leading_zero_share": 1,
    "max_match_rate_fall": 0,
    "max_lost_share": 0,
    "max_repointed_share": 0,
    "max_name_share_rise": 0,
    "history_builds_kept": 2,
    "stray_identifier_share": 0,
    "max_names_per_identifier": 1,
    "max_rows_per_recipient": 1,
    "heed_decisions": False,
    "decisions_as_of": "2001-01-01",
    "award_number_min_length": 30,
    "award_number_min_name_score": 100,
    "name_accept_score": 99.9,
    "name_review_score": 99,
    "name_ambiguity_odds": 1000,
    "name_postings_budget": 1,
    "name_candidates_kept": 1,
    "name_misspelt_word_names": 0,
    "name_candidate_score": 100,
    "name_disagrees_below": 100,
    "name_twin_score": 100,
    "name_chunks": 1,
    "name_chunk_memory_mb": 1,
}
ENVIRONMENT = {"SBIR_MEMORY_LIMIT": "600MB", "SBIR_TEMP_LIMIT": "3GB", "SBIR_THREADS": "3"}

# What the SQL of a model or test finds in the sample, by default and then: a number or a verdict.
IN_SQL: dict[str, tuple[str, str]] = {
    "min_match_rate": ("match_rate_gate", "is_met"),
    "min_completeness": ("match_completeness_gate", "is_met"),
    "min_leading_zero_share": ("awards_duns_leading_zeros_kept", "is_met"),
    "max_match_rate_fall": ("match_rate_regression_gate", "is_met"),
    "max_lost_share": ("match_rate_regression_gate", "is_met"),
    "max_repointed_share": ("match_rate_regression_gate", "is_met"),
    "max_name_share_rise": ("match_rate_regression_gate", "is_met"),
    "stray_identifier_share": (
        "int_award_identifier_shares",
        "count(*) filter (where is_uei_stray or is_duns_stray)",
    ),
    "max_names_per_identifier": ("int_award_identities", "count(coalesce(uei, duns))"),
    "max_rows_per_recipient": ("warn_of_recipients_united_from_many_rows", "is_met"),
    "heed_decisions": ("int_written_decisions", "count(*)"),
    "decisions_as_of": ("int_match_decisions", "count(problem)"),
    "award_number_min_length": ("int_sought_prime_awards", "count(*)"),
    "award_number_min_name_score": ("int_award_number_matches", "count_if(match_score = 100)"),
    "name_accept_score": ("int_company_verdicts", "count_if(match_status = 'accepted')"),
    "name_review_score": ("int_name_matches", "count(*)"),
    "name_ambiguity_odds": ("int_rivalry", "-count(name_rival)"),
    "name_postings_budget": ("int_search_keys", "count(*)"),
    "name_candidates_kept": ("int_fuzzy_name_candidates", "count(*)"),
    "name_misspelt_word_names": ("int_alike_words", "count(*)"),
    "name_candidate_score": ("int_promising_name_pairs", "count(*)"),
    "name_disagrees_below": (
        "int_company_matches",
        "-count_if(match_flags like '%name_disagrees%')",
    ),
    "name_twin_score": ("int_rival_evidence", "count_if(is_same_entity)"),
}

# What must be so in the sample for a setting to have something to act on.
PLANTED = {
    # Another award was known then, not matched; one accepted then was not now, and so on.
    "max_match_rate_fall": """
        delete from history.published_awards where award_id = (
            select min(award_id) from history.published_awards where match_status = 'unmatched')""",
    "max_lost_share": """
        update history.published_awards as published
        set match_status = 'unmatched', match_method = null, recipient_id = null
        where award_id = (select min(award_id) from history.published_awards
            where match_method = 'uei_exact');
        update history.published_awards as published
        set match_status = 'accepted', match_method = 'uei_exact', recipient_id = (
            select min(recipient_id) from intermediate.int_recipients)
        where award_id = (select min(award_id) from history.published_awards
            where match_status = 'unmatched' and award_id in (
                select award_id from intermediate.int_award_matches
                where match_status = 'unmatched'))""",
    "max_repointed_share": """
        update history.published_awards set recipient_id = (
            select min(recipient_id) from intermediate.int_recipients)
        where award_id = (select max(award_id) from history.published_awards
            where match_status = 'accepted')""",
    "max_name_share_rise": """
        update history.published_awards set match_method = 'uei_exact'
        where award_id = (select min(award_id) from history.published_awards
            where match_method = 'name_fuzzy')""",
    "accept_changes_since": "update history.published_awards set recipient_id = 'another'",
    "history_builds_kept": """
        insert into history.published_builds select * exclude (earlier) replace (
            -earlier as build_number, 'run ' || earlier as dbt_invocation_id)
        from history.published_builds cross join range(1, 15) as numbers(earlier);
        insert into history.published_awards select * exclude (earlier) replace (
            'run ' || earlier as dbt_invocation_id)
        from history.published_awards cross join range(1, 15) as numbers(earlier)""",
    "heed_decisions": """
        insert into lookups.match_overrides values
        ('c', 'C', 'r', 'R', 'same', 'A. Person', '2020-01-01', 'seen', '2020-12-31')""",
    "decisions_as_of": """
        insert into intermediate.int_written_decisions by name
        select 'match_overrides.csv' as file_name, 2 as line, 'c' as company_id,
            'r' as recipient_id, 'same' as verdict, 'A. Person' as decided_by,
            date '2000-01-01' as decided_on, date '2020-12-31' as expires_on, true as is_override;
        insert into intermediate.int_decision_targets values ('c', 'r', 'c', 'r')""",
    # Rows without identifiers, of names that are alike and yet not the same.
    "name_twin_score": "".join(
        f"""
        update intermediate.{table} set name_score = 95, recipient_uei = null,
        recipient_duns = null, recipient_name_key = recipient_id;"""
        for table in ("int_heeded_evidence", "int_best_evidence")
    ),
    "name_chunk_memory_mb": """
        insert into intermediate.int_name_pairs
        select name, name, name, name, name, name, md5_number_upper(name)
        from (select 'FIRM ' || number as name from range(6000) as numbers(number))""",
}

# Where a setting is about benchmarks: its other value, what the later one was, the two verdicts.
OF_BENCHMARKS: dict[str, tuple[float, dict[str, Any], str, str]] = {
    "regression_time_warning_percent": (24, {"times": 1.15}, "warning", "pass"),
    "regression_time_failure_percent": (60, {"times": 1.4}, "failure", "warning"),
    "regression_time_floor_seconds": (100, {"times": 1.4}, "failure", "pass"),
    "regression_memory_warning_percent": (49, {"peak_mb": 1_300}, "warning", "pass"),
    "regression_memory_failure_percent": (70, {"peak_mb": 1_600}, "failure", "warning"),
    "regression_memory_floor_mb": (700, {"peak_mb": 1_600}, "failure", "pass"),
    "regression_work_warning_percent": (5, {"scanned": 51_000}, "warning", "pass"),
    "regression_work_failure_percent": (40, {"scanned": 65_000}, "failure", "warning"),
    "regression_work_floor_rows": (20_000, {"scanned": 65_000}, "failure", "warning"),
    "regression_match_rate_warning_points": (4.9, {"accepted": 880}, "warning", "pass"),
    "regression_match_rate_failure_points": (7, {"accepted": 850}, "failure", "warning"),
    "regression_busy_percent": (50, {"times": 1.4, "busy": 0.4}, "not measured", "failure"),
    "regression_recent_results": (5, {"accepted": 790}, "failure", "warning"),
}

REFUSED = "the run is refused, as another process holds the database"
Pair = tuple[object, object]


@dataclass
class World:
    """Everything that an effect may be seen in."""

    sample: SampleUnderSettings
    default: Compiled
    changed: Compiled
    lifted: Compiled
    rebuilt: Path
    refused: Callable[..., "Refused"]


@dataclass(frozen=True)
class Refused:
    """What came of a run that could not begin."""

    said: str
    waits: list[float]
    posted: int


def few(folder: Path, name: str) -> str:
    """Write the first ten rows of a file of the sample; return its path."""
    rows = (SAMPLES / name).read_text(encoding="utf-8").splitlines(keepends=True)[:11]
    path = folder / f"few_{name}"
    path.write_text("".join(rows), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def world(
    run_dbt: Callable, built_sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("settings")
    sample = SampleUnderSettings(run_dbt, built_sample, folder)
    (folder / "benchmark_1.json").write_text(a_result().model_dump_json(), encoding="utf-8")
    changed: dict[str, object] = CHANGED | {
        "sbir_award_data": few(folder, "award_data.csv"),
        "usaspending_recipient_lookup": few(folder, "recipient_lookup.csv"),
        "usaspending_prime_awards": "",
        "benchmark_results": str(folder),
    }
    build = ask(built_sample, "select dbt_invocation_id from history.published_builds")
    lifted: dict[str, object] = {
        "accept_changes_since": build,
        "min_match_rate_by": CHANGED["min_match_rate_by"],
        "min_awards_per_slice": 100,
    }
    nodes = sorted({node for node, _ in IN_SQL.values()} | {"obs_runs", "settings_seen"})
    gates = ["match_rate_by_slice_gate", "match_precision_gate"]
    copy, rebuilt = sample.copy("compiled"), sample.copy("rebuilt")
    compiled = (
        sample.compile(copy, nodes, {}, {}),
        sample.compile(copy, [*nodes, *gates], changed, {}),
        sample.compile(
            sample.copy("elsewhere", "other"),
            ["settings_seen", "match_rate_regression_gate", gates[0]],
            lifted,
            ENVIRONMENT,
        ),
    )
    with duckdb.connect(str(rebuilt)) as connection:
        connection.execute("drop schema checkpoints cascade")
        connection.execute(PLANTED["name_chunk_memory_mb"])
    sample.run(rebuilt, ["stg_inputs__files", "int_name_pair_similarities"], changed)
    with refusing(folder) as refused:
        yield World(sample, *compiled, rebuilt, refused)


@contextmanager
def refusing(folder: Path) -> Iterator[Callable[..., Refused]]:
    """Hold a database; give what makes a run of it, with settings, and tells what came of that."""
    database = folder / "held.duckdb"
    project = link_project(folder)
    command = [sys.executable, "-c", HOLD, str(database)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()

    def refused(**variables: object) -> Refused:
        waits: list[float] = []
        console = Console(file=StringIO(), width=200)
        given = yaml.safe_dump(variables, default_flow_style=True, width=9999)
        options = build_parser("").parse_args(["--vars", given])
        with listening() as (address, posted), pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith("SBIR_")]:
                patch.delenv(name)
            patch.setenv("SBIR_DUCKDB_PATH", str(database))
            patch.setattr(pipeline, "time", SimpleNamespace(sleep=waits.append))
            options.vars = options.vars.replace("ADDRESS", address)
            assert run_command(project, options, console) == COULD_NOT_MEASURE, REFUSED
        return Refused(console.file.getvalue(), waits, len(posted))  # type: ignore[attr-defined]

    try:
        yield refused
    finally:
        holder.communicate(b"\n")


@contextmanager
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """Serve an address on this machine; give it, and all that is posted to it."""
    posted: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/alerts", posted
        server.shutdown()


# Each of these returns what is seen with the default and what is seen with the other value.


def in_sql(world: World, setting: str) -> Pair:
    node, expression = IN_SQL[setting]
    planted = PLANTED.get(setting, "")
    return (
        world.default.ask(node, expression, planted),
        world.changed.ask(node, expression, planted),
    )


def switched_on(gate: str) -> Callable[[World, str], Pair]:
    def seen(world: World, _: str) -> Pair:
        return "on" if gate in world.default.code else "off", world.changed.ask(gate, "is_met")

    return seen


def lifted(changed: bool, gate: str) -> Callable[[World, str], Pair]:
    """See a gate that a setting lifts, beside that of the defaults or of the changed settings."""

    def seen(world: World, setting: str) -> Pair:
        planted = PLANTED.get(setting, "")
        before = world.changed if changed else world.default
        return before.ask(gate, "is_met", planted), world.lifted.ask(gate, "is_met", planted)

    return seen


def builds_kept(world: World, setting: str) -> Pair:
    def kept(compiled: Compiled) -> object:
        with duckdb.connect(str(compiled.database)) as connection:
            connection.begin()
            connection.execute(PLANTED[setting])
            connection.execute(compiled.code["settings_seen"])
            left = connection.sql(
                "select count(distinct dbt_invocation_id) from history.published_awards"
            ).fetchall()
            connection.rollback()
        return left[0][0]

    return kept(world.default), kept(world.changed)


def benchmarks_taken_in(world: World, _: str) -> Pair:
    return (
        world.default.ask("obs_runs", "count(*)"),
        world.changed.ask("obs_runs", "count(distinct result_file)"),
    )


def rebuilt(query: str) -> Callable[[World, str], Pair]:
    return lambda world, _: (ask(world.sample.sample, query), ask(world.rebuilt, query))


def records_of(source: str) -> Callable[[World, str], Pair]:
    return rebuilt(
        "select coalesce(sum(records), 0)::int from staging.stg_inputs__files "
        f"where source_name = '{source}'"
    )


def when_refused(look: Callable[[Refused], object], **changed: object) -> Callable:
    """See what came of a refused run, with nothing else than one setting changed."""
    return lambda world, _: (look(world.refused()), look(world.refused(**changed)))


def verdict(_: World, setting: str) -> Pair:
    value, given, *_ = OF_BENCHMARKS[setting]
    of_build = {name: what for name, what in given.items() if name not in ("scanned", "busy")}
    if "scanned" in given:
        of_build["work"] = {"int_names": some_work(given["scanned"])}
    now = of_models(day=20, shuffle=2, **of_build)
    if "busy" in given:
        runs = tuple(run.model_copy(update={"other_work_share": 0.4}) for run in now.runs)
        now = now.model_copy(update={"runs": runs})
    past = [of_models(day=day, accepted=900 if day < 15 else 800) for day in range(20)]
    against = (
        (past[-1], now, past) if setting == "regression_recent_results" else (of_models(), now)
    )
    name = setting.removeprefix("regression_")
    return compared(*against).verdict, compared(*against, **{name: value}).verdict


def engine(setting: str) -> Callable[[World, str], Pair]:
    def said(compiled: Compiled) -> str:
        (line,) = re.findall(rf"-- {setting}: (.*)", compiled.code["settings_seen"])
        return "/".join(line.split("/")[-2:])

    return lambda world, _: (said(world.default), said(world.lifted))


LESS = object()
"""That less is found with the other value, or that a gate holds no longer."""

EFFECTS: dict[str, tuple[Callable[[World, str], Pair], object]] = {
    **dict.fromkeys(IN_SQL, (in_sql, LESS)),
    **{setting: (verdict, case[2:]) for setting, case in OF_BENCHMARKS.items()},
    "sbir_award_data": (records_of("sbir.award_data"), LESS),
    "usaspending_recipient_lookup": (records_of("usaspending.recipient_lookup"), LESS),
    "usaspending_prime_awards": (records_of("usaspending.prime_awards"), LESS),
    "min_match_rate_by": (switched_on("match_rate_by_slice_gate"), ("off", False)),
    "min_match_precision": (switched_on("match_precision_gate"), ("off", False)),
    "min_awards_per_slice": (lifted(True, "match_rate_by_slice_gate"), (False, True)),
    "accept_changes_since": (lifted(False, "match_rate_regression_gate"), (False, True)),
    "history_builds_kept": (builds_kept, (10, 2)),
    "name_chunks": (rebuilt("select max(chunks) from checkpoints.name_scoring_chunks"), (8, 1)),
    "name_chunk_memory_mb": (
        rebuilt("select bool_or(chunk like '%.%') from checkpoints.name_scoring_chunks"),
        (False, True),
    ),
    "benchmark_results": (benchmarks_taken_in, (0, 1)),
    "retry_attempts": (when_refused(lambda run: len(run.waits), retry_attempts=5), (2, 5)),
    "retry_wait_seconds": (
        when_refused(lambda run: run.waits, retry_wait_seconds=1.5),
        ([10, 20], [1.5, 3]),
    ),
    "alert_limits": (
        when_refused(
            lambda run: "peak_memory_mb" in run.said, alert_limits={"peak_memory_mb": [0, 1]}
        ),
        (False, True),
    ),
    "alert_webhook": (when_refused(lambda run: run.posted, alert_webhook="ADDRESS"), (0, 1)),
    "SBIR_DUCKDB_PATH": (engine("path"), ("compiled/sbir.duckdb", "elsewhere/other.duckdb")),
    "SBIR_MEMORY_LIMIT": (engine("memory_limit"), ("3.7 GiB", "572.2 MiB")),
    "SBIR_TEMP_LIMIT": (engine("max_temp_directory_size"), ("18.6 GiB", "2.7 GiB")),
    "SBIR_THREADS": (engine("threads"), ("2", "3")),
}


@pytest.mark.parametrize("setting", EVERY_SETTING)
def test_every_setting_changes_what_comes_out(world: World, setting: str) -> None:
    look, expected = EFFECTS[setting]  # a setting without an entry fails here: give it one
    before, after = look(world, setting)
    if expected is LESS:
        assert before > after  # type: ignore[operator]
    else:
        assert (before, after) == expected


def test_no_case_is_of_a_setting_that_is_gone() -> None:
    assert set(EFFECTS) == set(EVERY_SETTING)
    assert set(CHANGED) <= set(EVERY_SETTING)
