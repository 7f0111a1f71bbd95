"""Known-good, known-bad and edge scenarios, each decided as its file says, by the whole build."""

import csv
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from story_checks import stories_unlike_the_tables

from sbir_enrichment.project_sql import STATUSES

ROOT = Path(__file__).parents[2]
# Inputs, database, target and logs stand in it: whatever takes a path for more than a name fails.
HOSTILE_FOLDER = (
    "it's; drop schema marts; -- $(touch injected) `touch injected` <b> {{ 7 * 7 }} \"%s"
)
SCENARIOS = [
    scenario
    for path in sorted((ROOT / "tests" / "scenarios").glob("*.yml"))
    for scenario in yaml.safe_load(path.read_text(encoding="utf-8"))
]
DEFAULTS = {
    "Agency": "Department of Defense",
    "Branch": "Air Force",
    "Phase": "Phase I",
    "Program": "SBIR",
    "Award Year": "2021",
    "Award Amount": "100000",
    "Award Title": "A made-up award",
}


def header(file: str) -> list[str]:
    with (ROOT / "seeds" / "samples" / file).open(encoding="utf-8", newline="") as sample:
        return next(csv.reader(sample))


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    """Write rows under the header of the sample; an unknown column is an error."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header(path.name), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def tracking_number(scenario: int, award: int) -> str:
    return f"S{scenario:03}-{award}"


@pytest.fixture(scope="module")
def database(run_dbt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All scenarios, built at once."""
    folder = tmp_path_factory.mktemp("scenarios") / HOSTILE_FOLDER
    folder.mkdir()
    awards = [
        DEFAULTS | award | {"Agency Tracking Number": tracking_number(number, place)}
        for number, scenario in enumerate(SCENARIOS)
        for place, award in enumerate(scenario["awards"])
    ]
    recipients = [
        {"recipient_hash": f"{number:08}-{place:04}-0000-0000-000000000000"} | recipient
        for number, scenario in enumerate(SCENARIOS)
        for place, recipient in enumerate(scenario["recipients"])
    ]
    prime_awards = [row for scenario in SCENARIOS for row in scenario.get("prime_awards", [])]
    variables: dict[str, object] = {
        "sbir_award_data": str(write(folder / "award_data.csv", awards)),
        "usaspending_recipient_lookup": str(write(folder / "recipient_lookup.csv", recipients)),
        "usaspending_prime_awards": str(write(folder / "prime_awards.csv", prime_awards)),
        "min_match_rate": 0,
        "min_completeness": 0,
    }
    database = tmp_path_factory.mktemp("database") / "run.duckdb"
    run_dbt("build", "--exclude-resource-type", "unit_test", database=database, variables=variables)
    return database


@pytest.fixture(scope="module")
def verdicts(database: Path) -> dict[str, tuple[Any, ...]]:
    """The verdict on every award by its tracking number."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.sql(
            "select awards.agency_tracking_number, enriched.match_status, enriched.match_method, "
            "enriched.recipient_name, enriched.match_reason, enriched.match_flags "
            "from marts.fct_enriched_awards as enriched "
            "inner join staging.stg_sbir__awards as awards on awards.award_id = enriched.award_id"
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize(
    "number", range(len(SCENARIOS)), ids=[scenario["scenario"] for scenario in SCENARIOS]
)
def test_every_award_is_decided_as_its_scenario_says(
    verdicts: dict[str, tuple[Any, ...]], number: int
) -> None:
    scenario = SCENARIOS[number]
    expected = scenario["expected"]
    for place in range(len(scenario["awards"])):
        wanted = expected[place] if isinstance(expected, list) else expected
        status, method, recipient, reason, flags = verdicts[tracking_number(number, place)]
        statuses = wanted["status"] if isinstance(wanted["status"], list) else [wanted["status"]]
        assert status in statuses, reason
        assert method == wanted.get("method"), reason
        assert recipient == wanted.get("recipient"), reason
        assert wanted["reason"] in reason
        assert wanted.get("flags", "") in (flags or "")


def test_stories_of_every_status_say_what_tables_and_marts_say(database: Path) -> None:
    statuses, unlike = stories_unlike_the_tables(database, of_each=2)
    assert statuses == set(STATUSES) - {"review"}
    assert unlike == {}


def test_a_path_is_a_name_and_nothing_of_it_is_run(
    verdicts: dict[str, tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert len(verdicts) >= len(SCENARIOS)
    left = [
        path for place in (ROOT, tmp_path_factory.getbasetemp()) for path in place.glob("*inj*")
    ]
    assert not left


def test_there_are_scenarios_of_each_kind() -> None:
    names = [scenario["scenario"] for scenario in SCENARIOS]
    assert len(names) >= 25
    assert len(set(names)) == len(names)
