"""Runs of the real dbt on databases of their own."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import yaml

from dbt_processes import ForkedDbt, ForkServer

ROOT = Path(__file__).parents[1]
OUTPUTS = {"target", "logs", "reports", "dbt_packages"}
PARSED = "partial_parse.msgpack"

# Of the data tests only the gates: the others have nothing to do with what is built.
GATES_ONLY = (
    "--exclude-resource-type",
    "unit_test",
    "--exclude",
    "test_name:not_null",
    "test_name:unique",
    "test_name:unique_combination",
    "test_name:accepted_values",
)
SEEDS_AND_MODELS = ("build", "--resource-type", "seed", "--resource-type", "model")
# Settings for input files that lie beside the database, whatever folder that is.
FILES_BESIDE_DATABASE: dict[str, object] = {
    "sbir_award_data": "../award_data.csv",
    "usaspending_recipient_lookup": "../recipient_lookup.csv",
    "usaspending_prime_awards": "../prime_awards.csv",
}


class DbtRuns:
    """Runs dbt, each time in a process of its own, in the project's folder or a copy of it.

    Args:
        server: What the processes are forks of.
        parsed: Where to keep what dbt has parsed.
    """

    def __init__(self, server: ForkServer, parsed: Path) -> None:
        self._server = server
        self._parsed = parsed
        parsed.mkdir(exist_ok=True)

    def start(
        self,
        *arguments: str,
        database: Path,
        variables: dict[str, object] | None = None,
        environment: dict[str, str] | None = None,
        said: Path | None = None,
        own_interpreter: bool = False,
    ) -> "ForkedDbt | subprocess.Popen[str]":
        """Start dbt.

        Its target and logs stand beside the database, so runs on one database share them: `dbt
        retry` finds the run before.

        Args:
            arguments: Of the command line. With `--project-dir` it is run there, else in a folder
                of links to the project.
            database: Made by dbt where there is none.
            variables: Settings for `--vars`.
            environment: Beside the usual one, in which no setting of ours stands.
            said: A file for all that it says, which otherwise is in `stdout`.
            own_interpreter: Whether Python is started anew, with an order of hashes of its own.
        """
        project = _project(arguments, database)
        target = database.parent / "target"
        command = ["--no-use-colors", *arguments, "--profiles-dir", "profiles"]
        command += ["--target-path", str(target), "--log-path", str(database.parent / "logs")]
        if variables:
            command += ["--vars", yaml.safe_dump(variables, default_flow_style=True, width=10_000)]
        settings = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DBT_", "SBIR_"))
        }
        settings["DBT_LOG_LEVEL_FILE"] = "info"
        settings["SBIR_DUCKDB_PATH"] = os.path.relpath(database, project)
        settings |= environment or {}
        self._lend_parsed(target, _circumstances(arguments, database, variables, environment))
        if not own_interpreter:
            return self._server.start(command, project, settings, said)
        with said.open("w", encoding="utf-8") if said else nullcontext(subprocess.PIPE) as output:
            return subprocess.Popen(
                [str(Path(sys.executable).with_name("dbt")), *command],
                cwd=project,
                env=settings,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
            )

    def run(
        self,
        *arguments: str,
        database: Path,
        variables: dict[str, object] | None = None,
        environment: dict[str, str] | None = None,
        own_interpreter: bool = False,
        succeeds: bool = True,
    ) -> subprocess.CompletedProcess[str]:
        """Run dbt to its end and look at its exit code; the arguments are those of `start`."""
        process = self.start(
            *arguments,
            database=database,
            variables=variables,
            environment=environment,
            own_interpreter=own_interpreter,
        )
        try:
            said, _ = process.communicate(timeout=600)
        finally:
            process.kill()
        self._take_parsed(
            database.parent / "target", _circumstances(arguments, database, variables, environment)
        )
        assert (process.returncode == 0) == succeeds, said
        return subprocess.CompletedProcess(process.args, process.returncode or 0, said)

    def _lend_parsed(self, target: Path, circumstances: str) -> None:
        """Put what dbt has parsed in the same circumstances where it looks for it.

        Reading the whole project takes it seconds. It finds out itself which files have changed,
        and reads everything again where it would come out another.
        """
        mark = target / "parsed_in"
        if not mark.exists() or mark.read_text(encoding="utf-8") != circumstances:
            target.mkdir(parents=True, exist_ok=True)
            mark.write_text(circumstances, encoding="utf-8")
            if (self._parsed / circumstances).exists():
                shutil.copyfile(self._parsed / circumstances, target / PARSED)

    def _take_parsed(self, target: Path, circumstances: str) -> None:
        kept = self._parsed / circumstances
        if (target / PARSED).exists() and not kept.exists():
            copy = kept.with_suffix(f".{os.getpid()}")
            shutil.copyfile(target / PARSED, copy)
            copy.replace(kept)


def _circumstances(
    arguments: tuple[str, ...],
    database: Path,
    variables: dict[str, object] | None,
    environment: dict[str, str] | None,
) -> str:
    """Return the name of all that may make the parsed project another, but for its files."""
    target = arguments[arguments.index("--target") + 1] if "--target" in arguments else ""
    ours = {key: value for key, value in (environment or {}).items() if key.startswith("SBIR_")}
    parts = [target, database.name, variables, ours]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _project(arguments: tuple[str, ...], database: Path) -> Path:
    """Return the folder that dbt is run in: the one that is named, or one of links.

    From there the path of a database beside it is always the same, and no test shares it with
    another: what dbt has parsed for one database serves the next.
    """
    if "--project-dir" in arguments:
        return Path(arguments[arguments.index("--project-dir") + 1])
    return link_project(database.parent)


def link_project(beside: Path) -> Path:
    """Return the folder `project` of links to the project, made where there is none yet."""
    folder = beside / "project"
    if not folder.exists():
        folder.mkdir(parents=True)
        for entry in ROOT.iterdir():
            is_hidden = entry.name[0] == "." and entry.name != ".dbtignore"
            if not is_hidden and entry.name not in OUTPUTS and ".duckdb" not in entry.name:
                (folder / entry.name).symlink_to(entry)
    return folder
