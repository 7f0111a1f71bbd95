"""Run dbt in this process and note what each model took.

`builds.py` starts this file by its path, with a fresh Python. It imports nothing of this project:
what is built may be another checkout, whose Python models must find their own library.
"""

import argparse
import json
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from dbt.adapters.factory import get_adapter_by_type
from dbt.cli.main import dbtRunner

KIB = 1024
TABLES = """
    select table_oid, format('"{}"."{}"', schema_name, table_name)
    from duckdb_tables() where database_name = current_database() and not temporary
"""
UNFINISHED = ""  # DuckDB's profile of a query whose rows are still being fetched names no query
CATALOG = "DUCKDB_"  # how scans of DuckDB's own catalog are called
COUNTS = ("rows_scanned", "intermediate_rows", "intermediate_bytes", "peak_buffer_bytes")

Event = Any  # a dbt EventMsg
Cursor = Any  # what dbt-duckdb wraps around a DuckDB connection


class ModelMeter:
    """Notes time, processor time and memory of this process at start and end of every model.

    With `resets_high_water` the kernel forgets the process's peak of memory at the start of each
    model, so that at its end it is the model's own. It says nothing when nodes overlap.
    """

    def __init__(self, resets_high_water: bool) -> None:
        self.resets_high_water = resets_high_water and _reset_high_water()
        self.highest = 0
        self.models: list[dict[str, Any]] = []
        self._begun: dict[str, dict[str, Any]] = {}

    def __call__(self, event: Event) -> None:
        """Take in one event of dbt."""
        if event.info.name not in ("NodeStart", "NodeFinished"):
            return
        if not (node := event.data.node_info.unique_id).startswith("model."):
            return
        memory = _memory()
        self.highest = max(self.highest, memory.get("VmHWM", 0))
        if event.info.name == "NodeStart":
            if self.resets_high_water:
                _reset_high_water()
            self._begun[node] = {
                "unique_id": node,
                "started": time.monotonic(),
                "cpu_seconds": -_cpu_seconds(),
                "resident_before": memory.get("VmRSS"),
            }
        else:
            note = self._begun.pop(node)
            note["ended"] = time.monotonic()
            note["cpu_seconds"] += _cpu_seconds()
            note["resident_after"] = memory.get("VmRSS")
            note["high_water"] = memory.get("VmHWM") if self.resets_high_water else None
            self.models.append(note)


class WorkCounter:
    """Adds up, per model, what DuckDB's profiler counts of each statement that dbt runs for it.

    Left out are statements that look into DuckDB's catalog, for it grows with the build, selects
    whose rows nobody fetches, and what a Python model runs by itself. DuckDB is held to one thread.
    """

    def __init__(self) -> None:
        self.work: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTS, 0))
        self._unfinished: dict[int, str] = {}
        self._analyzed: set[int] = set()

    def __call__(self, event: Event) -> None:
        """Take in one event of dbt: it is fired in the thread that runs the statement."""
        if event.info.name not in ("SQLQuery", "SQLQueryStatus"):
            return
        node, thread = event.data.node_info.unique_id, threading.get_ident()
        if not node.startswith("model."):
            return
        cursor = get_adapter_by_type("duckdb").connections.get_if_exists().handle.cursor()
        if event.info.name == "SQLQueryStatus":
            if not self._take_profile(cursor, node):
                self._unfinished[thread] = node
            return
        if thread in self._unfinished:  # by now its rows were fetched
            self._take_profile(cursor, self._unfinished.pop(thread))
        if node not in self.work:
            analyze_new_tables(cursor, self._analyzed)
        cursor.execute("set enable_profiling = 'no_output'")
        cursor.execute("set profiling_coverage = 'ALL'")
        cursor.execute("set threads = 1")

    def _take_profile(self, cursor: Cursor, node: str) -> bool:
        profile = json.loads(cursor.get_profiling_information("json"))
        if profile["query_name"] == UNFINISHED:
            return False
        operators = list(_below(profile))
        if any(operator["operator_name"].startswith(CATALOG) for operator in operators):
            return True
        work = self.work[node]
        work["rows_scanned"] += profile["cumulative_rows_scanned"]
        work["intermediate_rows"] += profile["cumulative_cardinality"]
        work["intermediate_bytes"] += sum(operator["result_set_size"] for operator in operators)
        peak = profile["system_peak_buffer_memory"]
        work["peak_buffer_bytes"] = max(work["peak_buffer_bytes"], peak)
        return True


def analyze_new_tables(cursor: Cursor, analyzed: set[int]) -> None:
    """Have DuckDB count the different values of all rows of every table made since the last time.

    By itself it plans joins by those that come first, which differ from build to build.
    """
    cursor.execute(TABLES)
    for table, name in cursor.fetchall():
        if table not in analyzed:
            cursor.execute(f"analyze {name}")
            analyzed.add(table)


def main() -> int:
    """Run dbt, write what was noted; the exit code is 0 when all of dbt's nodes succeeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notes", type=Path, help="the JSON file to write")
    parser.add_argument("--reset-high-water", action="store_true")
    parser.add_argument("--count-work", action="store_true")
    parser.add_argument("dbt_arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    meter, counter = ModelMeter(options.reset_high_water), WorkCounter()
    failures = []

    def note(event: Event) -> None:
        # An error in a callback would fail the node; it is our failure, not the node's.
        try:
            meter(event)
            if options.count_work:
                counter(event)
        except Exception as failure:
            failures.append(failure)

    result = dbtRunner(callbacks=[note]).invoke(options.dbt_arguments)
    if result.exception:
        print(result.exception, file=sys.stderr)
    if failures:
        raise RuntimeError("the nodes could not be measured") from failures[0]
    highest = max(meter.highest, _memory().get("VmHWM", 0))
    notes = {"models": meter.models, "high_water_bytes": highest, "work": counter.work}
    options.notes.write_text(json.dumps(notes), encoding="utf-8")
    return 0 if result.success else 1


def _below(profile: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operator in profile["children"]:
        yield operator
        yield from _below(operator)


def _cpu_seconds() -> float:
    """Processor time of all threads of this process, and of children that have ended."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _memory() -> dict[str, int]:
    """Return VmRSS and VmHWM of this process in bytes; nothing where the kernel tells neither."""
    with suppress(OSError):
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        fields = (line.partition(":") for line in lines)
        return {
            name: int(value.split()[0]) * KIB
            for name, _, value in fields
            if name in ("VmRSS", "VmHWM")
        }
    return {}


def _reset_high_water() -> bool:
    """Have the kernel forget the peak of memory so far; False where it does not do so."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
