"""A process that has dbt in memory and runs each command of dbt in a fork of itself.

What a dbt command does before it reads the project (importing, making the classes it reads with)
takes longer than most of our tests; here it is done once. Each command still has a process, a
folder, an environment and a standard output of its own, and ends with dbt's exit code.

One line of JSON on standard input asks for a command: its `arguments`, `folder`, `environment`,
the files `said` for its output and `status`, where its process id is told first, then its exit
code. The server ends with its standard input.
"""

import atexit
import gc
import json
import os
import signal
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

import duckdb  # noqa: F401 (imported for the forks, like the others)
import numpy  # noqa: F401
import pandas  # noqa: F401
import psutil
import pyarrow  # noqa: F401
import rapidfuzz  # noqa: F401
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import cli, dbtRunner

# A project with one of everything that ours has much of: dbt makes its classes on first use.
WARM_UP = {
    "dbt_project.yml": "{name: warm, profile: warm, flags: {send_anonymous_usage_stats: false}}",
    "profiles.yml": "{warm: {target: t, outputs: {t: {type: duckdb, path: ':memory:'}}}}",
    "seeds/numbers.csv": "number\n1\n",
    "macros/twice.sql": "{% macro twice(number) %} {{ number }} * 2 {% endmacro %}",
    "models/doubled.sql": "select {{ twice('number') }} as number from {{ ref('numbers') }}",
    "models/doubled.yml": """{
        models: [{name: doubled, columns: [{name: number, data_tests: [not_null]}]}],
        unit_tests: [{name: two, model: doubled,
            given: [{input: ref('numbers'), rows: [{number: 1}]}], expect: {rows: [{number: 2}]}}]
    }""",
}


def main() -> None:
    warm_up()
    gc.freeze()  # what is here stays; the forks need not look through it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a keeper
    for line in sys.stdin:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            keep(json.loads(line))
            os._exit(0)


def warm_up() -> None:
    """Let dbt build a small project once, as it may be asked to in one process after another."""
    with tempfile.TemporaryDirectory() as made, chdir(made):
        for name, text in WARM_UP.items():
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        # The static parser has threads of its own; unit tests use it without asking.
        command = ["--quiet", "--no-static-parser", "build", "--exclude-resource-type", "unit_test"]
        threads = psutil.Process().num_threads()
        result = dbtRunner().invoke([*command, "--profiles-dir", "."])
        assert result.success, result
        DuckDBConnectionManager.env().close()
        DuckDBConnectionManager.close_all_connections()
        assert psutil.Process().num_threads() == threads, "forks would wait for threads they lack"


def keep(command: dict) -> None:
    """Run a command in a fork, and tell who runs it and how it ended."""
    with Path(command["status"]).open("w", encoding="utf-8", buffering=1) as status:
        process = os.fork()
        if process == 0:
            status.close()
            os._exit(run(command))
        status.write(f"{process}\n")
        _, code = os.waitpid(process, 0)
        status.write(f"{os.waitstatus_to_exitcode(code)}\n")


def run(command: dict) -> int:
    """Become the command line of dbt; return its exit code."""
    os.chdir(command["folder"])
    os.environ.clear()
    os.environ.update(command["environment"])
    said = os.open(command["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.argv = ["dbt", *command["arguments"]]
    try:
        cli()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    atexit._run_exitfuncs()  # closes the database, as the end of a process does
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    main()
