"""A result survives being written and read, and a foreign file is named."""

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
        ('{"schema_version": 7}', "schema_version"),
        ("\ud800".encode("utf-8", "surrogatepass"), "cannot read"),
    ],
)
def test_a_foreign_file_is_named(tmp_path: Path, text: str | bytes, says: str) -> None:
    path = tmp_path / "foreign.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UnreadableResultError, match=r"foreign\.json") as raised:
        read_result(path)
    assert says in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableResultError, match=r"nowhere\.json"):
        read_result(tmp_path / "nowhere.json")


def test_medians_are_of_the_timed_builds() -> None:
    assert a_result(wall_seconds=(3.0, 1.0, 2.0)).median_wall_seconds == 2.0
