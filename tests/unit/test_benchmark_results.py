"""A result survives being written and read, and a foreign file is named."""

import json
import math
from pathlib import Path

import pytest
from benchmark_result_samples import a_result

from sbir_enrichment.benchmark_results.files import (
    UnreadableResultError,
    read_result,
    result_path,
    write_result,
)


def test_a_result_is_read_as_it_was_written(tmp_path: Path) -> None:
    result = a_result()
    path = result_path(result, tmp_path)
    write_result(result, path)
    assert path.name == "benchmark_20261122_090000.json"
    assert read_result(path) == result


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the file"),
        ("{", "the file"),
        ("[]", "the file"),
        ('{"schema_version": 7}', "it is of version 7, and this program reads 1; measure anew"),
        ("\ud800".encode("utf-8", "surrogatepass"), "Invalid JSON"),
    ],
)
def test_a_foreign_file_is_named(tmp_path: Path, text: str | bytes, says: str) -> None:
    path = tmp_path / "foreign.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UnreadableResultError, match=r"foreign\.json") as raised:
        read_result(path)
    assert says in str(raised.value)


def changed(part: str, value: object) -> str:
    """Return a result with one value set otherwise; its place is told with dots."""
    told = json.loads(a_result().model_dump_json())
    *outer, last = part.split(".")
    place = told
    for step in outer:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[last] = value
    return json.dumps(told)


@pytest.mark.parametrize(
    ("part", "value", "says"),
    [
        ("runs", [], "runs: Tuple should have at least 1 item"),
        ("runs.0.wall_seconds", math.nan, "finite number"),
        ("runs.1.wall_seconds", math.inf, "runs.1.wall_seconds: Input should be a finite number"),
        ("runs.0.wall_seconds", 0, "greater than 0"),
        ("runs.0.peak_bytes", 10**30, "less than"),
        ("runs.0.other_work_share", 1.5, "less than or equal to 1"),
        ("runs.0.models.0.seconds", -3, "greater than or equal to 0"),
        ("runs.0.models.0.name", "", "at least 1 character"),
        ("work.int_names.rows_scanned", -1, "greater than or equal to 0"),
        ("matches.accepted", -1, "greater than or equal to 0"),
        ("matches.accepted", 1_001, "1,001 of 1,000 awards cannot be accepted"),
        ("matches.precision", 2.5, "less than or equal to 1"),
        ("run_id", "../../outside", "can be no file name"),
        ("started_at", "yesterday", "no time"),
        ("started_at", "2026-11-22T09:00:00+02:00", "no time in UTC"),
        ("\x1b[31mred", 1, "not permitted"),
    ],
)
def test_what_no_measuring_finds_is_no_result(
    tmp_path: Path, part: str, value: object, says: str
) -> None:
    path = tmp_path / "odd.json"
    path.write_text(changed(part, value))
    with pytest.raises(UnreadableResultError, match=r"odd\.json is no result") as raised:
        read_result(path)
    assert says in str(raised.value)
    assert "\x1b" not in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableResultError, match=r"nowhere\.json"):
        read_result(tmp_path / "nowhere.json")


def test_medians_are_of_the_timed_builds() -> None:
    assert a_result(wall_seconds=(3.0, 1.0, 2.0)).median_wall_seconds == 2.0
