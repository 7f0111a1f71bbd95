"""The scale benchmark reads tables by their names; a renamed one must not break it unnoticed."""

from pathlib import Path

import duckdb

from sbir_enrichment.generation.request import Request
from sbir_enrichment.scale_benchmark.accuracy import judge
from sbir_enrichment.scale_benchmark.data_sets import DataSet
from sbir_enrichment.scale_benchmark.options import Options

READ = (
    "stg_sbir__awards",
    "base_sbir__award_lines",
    "int_award_matches",
    "int_companies",
    "int_company_matches",
    "int_name_pairs",
)
NUMBERS = {"source_line", "file_row", "match_score"}


def test_every_table_and_column_that_the_scale_benchmark_reads_is_in_the_project(
    models: dict[str, dict], tmp_path: Path
) -> None:
    database = tmp_path / "empty.duckdb"
    with duckdb.connect(str(database)) as connection:
        for name in READ:
            schema, columns = models[name]["config"]["schema"], models[name]["columns"]
            types = [f"{each} {'bigint' if each in NUMBERS else 'varchar'}" for each in columns]
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(f"create table {schema}.{name} ({', '.join(types)})")
    (tmp_path / "truth_awards.csv").write_text("award_row,entity_number\n")
    (tmp_path / "truth_recipients.csv").write_text("recipient_hash,entity_number\n")
    nothing = DataSet(Request(0, 0, 0, 0, tmp_path), was_reused=False)
    found = judge(database, nothing, Options((1_000,), 1, 0, "200MB", 1, tmp_path, tmp_path))
    assert (found.candidate_pairs, found.firms.accepted, found.methods) == (0, 0, ())
