"""What the environment says reaches DuckDB, and an error on the way names what to raise."""

from pathlib import Path

SORT_THAT_SPILLS = """
    select max(place) as last_place from (
        select row_number() over (order by md5(number::varchar)) as place
        from range(3000000) as numbers(number)
    ) as sorted
"""


def test_what_duckdb_spills_is_capped_by_the_temp_limit(run_dbt, tmp_path: Path) -> None:
    def sort(limit: str, succeeds: bool) -> str:
        return run_dbt(
            "show",
            "--inline",
            SORT_THAT_SPILLS,
            database=tmp_path / "run.duckdb",
            environment={"SBIR_MEMORY_LIMIT": "100MB", "SBIR_TEMP_LIMIT": limit},
            succeeds=succeeds,
        ).stdout

    assert "3000000" in sort("2GB", succeeds=True)
    refused = sort("20MB", succeeds=False)
    assert "failed to offload data block" in refused
    assert "max_temp_directory_size" in refused
