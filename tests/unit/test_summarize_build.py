"""The last lines of `make build`: what the marts say of themselves."""

from pathlib import Path

import duckdb
import pytest

from summarize_build import COULD_NOT_MEASURE, main

QUALITY = """
    create schema marts;
    create table marts.fct_match_quality as
    select 'overall' as dimension, 3 as matched_awards, 4 as awards, 0.75 as match_rate,
        timestamp '2026-01-02 03:04:05' as built_at
    union all
    select 'agency', 1, 1, 1, timestamp '2026-01-02 03:04:05'
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "sbir.duckdb"


def test_the_summary_names_rate_marts_and_docs(database: Path, capsys) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(QUALITY)
    assert main(["--database", str(database), "--docs", "docs/index.html"]) == 0
    rate, marts, docs = capsys.readouterr().out.splitlines()
    assert "75.00% (3 of 4 awards)" in rate and "2026-01-02 03:04:05" in rate
    assert str(database) in marts
    assert docs.endswith("docs/index.html")


def test_without_a_database_there_is_nothing_to_summarize(database: Path, capsys) -> None:
    assert main(["--database", str(database), "--docs", "x"]) == COULD_NOT_MEASURE
    assert str(database) in capsys.readouterr().err
    assert not database.exists(), "looking must not make an empty database"


def test_empty_marts_are_not_a_match_rate(database: Path, capsys) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(QUALITY)
        connection.execute("delete from marts.fct_match_quality")
    assert main(["--database", str(database), "--docs", "x"]) == COULD_NOT_MEASURE
    assert "empty" in capsys.readouterr().err
