"""A random sample of awards in which every firm is whole: all of its awards, or none."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from sbir_enrichment.benchmarking.input_sets import InputSet
from sbir_enrichment.benchmarking.record_copies import Record, RecordsOfFile
from sbir_enrichment.measured_builds.outcomes import Truth
from sbir_enrichment.measuring.problems import CouldNotMeasureError, MisuseError
from sbir_enrichment.measuring.work_folders import empty_folder

MODELS = ("+int_company_awards",)
"""What must be built before a sample can be drawn: only the project knows whose award is whose."""

# By hash, so that the order of the rows says nothing.
_FIRMS = """
    select company_id, count(*) as awards
    from intermediate.int_company_awards
    group by company_id
    order by md5($seed || ':' || company_id), company_id
"""

_RECORDS = """
    select
        files.file_path,
        files.file_format = 'parquet' as is_parquet,
        files.skip_lines,
        ids.file_row,
        ids.source_line,
        records.line_breaks

    from intermediate.int_company_awards as company_awards

    inner join staging.base_sbir__award_ids as ids on company_awards.award_id = ids.award_id

    inner join staging.base_sbir__awards as records
        on ids.source_file = records.source_file
        and ids.file_row = records.file_row
        and records.reject_reason is null

    inner join staging.stg_inputs__files as files
        on ids.source_file = files.file_path
        and files.source_name = 'sbir.award_data'

    where company_awards.company_id in (select unnest($firms))

    order by files.file_path, ids.file_row
"""

# The truth knows an award by its place in the file, which is another in the sample.
_TRUTH = """
    copy (
        select row_number() over (order by award_row::bigint) as award_row, * exclude (award_row)
        from read_csv($truth, all_varchar = true)
        where award_row::bigint in (select unnest($rows))
        order by award_row
    ) to '{path}' (header)
"""


def draw_sample(inputs: InputSet, database: Path, awards: int, seed: int, folder: Path) -> InputSet:
    """Write a sample of the awards; recipients and prime awards stay as they are.

    Firms are taken in the order of a hash of their id and the seed, each with all its awards,
    unless it has more than are still missing. Records are copied as they stand in their files;
    those that the project rejects are no firm's, and not drawn.

    Args:
        inputs: What to draw from.
        database: Where MODELS were built of these inputs.
        awards: How many to draw; it gets fewer if no firm is small enough to fill up.
        seed: Another seed draws other firms.
        folder: For the files of the sample; emptied first.

    Raises:
        MisuseError: there are fewer awards than that.
        CouldNotMeasureError: the database does not hold what is needed.
    """
    empty_folder(folder)
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            firms = connection.execute(_FIRMS, {"seed": str(seed)}).fetchall()
            present = sum(count for _, count in firms)
            if awards > present:
                raise MisuseError(f"{awards:,} awards are asked for, but there are {present:,}")
            drawn = connection.execute(_RECORDS, {"firms": fill(firms, awards)}).fetchall()
            rows = [file_row for _, _, _, file_row, _, _ in drawn]
            truth = _sampled_truth(connection, inputs.truth, rows, folder)
        for number, file in enumerate(_by_file(drawn), start=1):
            suffix = "parquet" if file.is_parquet else "csv"
            file.copy_to(folder / f"award_data_{number:04d}.{suffix}")
    except (duckdb.Error, OSError) as error:
        raise CouldNotMeasureError(f"no sample can be drawn from {database}: {error}") from error
    return inputs.with_awards(str(folder / "award_data_*"), truth)


def fill(firms: Iterable[tuple[str, int]], awards: int) -> list[str]:
    """Take firms in order, passing over those with more awards than are still missing."""
    taken, missing = [], awards
    for firm, count in firms:
        if count <= missing:
            taken.append(firm)
            missing -= count
    return taken


def _by_file(drawn: list[tuple[str, bool, int, int, int, int]]) -> list[RecordsOfFile]:
    files: dict[tuple[str, bool, int], list[Record]] = {}
    for path, is_parquet, header_lines, *record in drawn:
        files.setdefault((path, is_parquet, header_lines), []).append(Record(*record))
    return [
        RecordsOfFile(Path(path), is_parquet, header_lines, tuple(records))
        for (path, is_parquet, header_lines), records in files.items()
    ]


def _sampled_truth(
    connection: duckdb.DuckDBPyConnection, truth: Truth | None, rows: list[int], folder: Path
) -> Truth | None:
    if truth is None:
        return None
    path = folder / "truth_awards.csv"
    statement = _TRUTH.format(path=str(path).replace("'", "''"))
    connection.execute(statement, {"truth": str(truth.awards), "rows": rows})
    return Truth(path, truth.recipients)
