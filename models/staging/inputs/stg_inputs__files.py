"""One row per input file: what it holds, how to read it, and what is wrong with it."""

from pathlib import Path

from sbir_enrichment.input_files import InputRequest, SourceColumn, inspect_inputs


def model(dbt, session):
    dbt.config(materialized="table")
    requests = [InputRequest(**request) for request in dbt.config.meta_get("requests")]
    known_columns = dbt.ref("source_columns").order("all").fetchall()
    columns = [SourceColumn(*known_column) for known_column in known_columns]
    return inspect_inputs(requests, columns, Path(dbt.config.meta_get("work_folder")))
