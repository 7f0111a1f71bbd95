"""Writing tables to files, a chunk at a time, as CSV or as Parquet."""

import csv
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyarrow as pa
import pyarrow.parquet as pq

from sbir_enrichment.generation.columns import Table

FORMATS = ("csv", "parquet")


class TableWriter(Protocol):
    """Writes the rows of one file."""

    def write(self, table: Table) -> None:
        """Write some more rows."""

    def close(self) -> None:
        """Finish the file."""


class CsvTable:
    """One CSV file: UTF-8, quotes only where they are needed, lines ended by a newline."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self._columns = columns
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file, lineterminator="\n")
        self._rows.writerow(columns)

    def write(self, table: Table) -> None:
        """Write some more rows."""
        self._rows.writerows(zip(*(table[name].tolist() for name in self._columns), strict=True))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class ParquetTable:
    """One Parquet file: every column text, and null where the CSV has a blank field."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self._schema = pa.schema([(name, pa.string()) for name in columns])
        self._file = pq.ParquetWriter(path, self._schema, compression="zstd")

    def write(self, table: Table) -> None:
        """Write some more rows."""
        arrays = [
            pa.array([value or None for value in table[name].tolist()], pa.string())
            for name in self._schema.names
        ]
        self._file.write_table(pa.Table.from_arrays(arrays, schema=self._schema))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class Folder:
    """The open files of one data set. Use it as a context manager, which closes them.

    Args:
        path: where the files go; made if it is not there.
        file_format: one of `FORMATS`.
        layouts: the columns of each file, by the file's name without its ending.
    """

    def __init__(self, path: Path, file_format: str, layouts: dict[str, tuple[str, ...]]) -> None:
        kind = CsvTable if file_format == "csv" else ParquetTable
        path.mkdir(parents=True, exist_ok=True)
        self._tables: dict[str, TableWriter] = {
            name: kind(path / f"{name}.{file_format}", columns) for name, columns in layouts.items()
        }

    def write(self, name: str, table: Table) -> int:
        """Write rows to one of the files, and return how many."""
        self._tables[name].write(table)
        return len(next(iter(table.values())))

    def __enter__(self) -> Self:
        """Return the folder itself, its files open."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish all files."""
        for table in self._tables.values():
            table.close()
