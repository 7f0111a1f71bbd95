"""Where a drill takes place: two data sets that change places, and one database."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import yaml

from sbir_enrichment.pipeline.ledger import ledger_path

SIZES = ("--awards", "300", "--companies", "150", "--recipients", "3000")
OF_THE_RUN = ("built_at", "invocation_id")  # how columns end that tell of a run, not of an award
WRITTEN = {"reports", "target", "logs", "backups"}
UNPUBLISHED = "__unpublished"
FILES = ("award_data.csv", "recipient_lookup.csv", "prime_awards.csv")


@dataclass(frozen=True)
class Site:
    """The folders of a drill.

    Attributes:
        project: The project that is run.
        folder: Takes everything that the drill writes.
    """

    project: Path
    folder: Path

    @property
    def database(self) -> Path:
        """The database that runs are cut off on."""
        return self.folder / "database" / "drill.duckdb"

    @property
    def ledger(self) -> Path:
        """The ledger beside it."""
        return ledger_path(self.database)

    @property
    def linked(self) -> Path:
        """A folder of links to the project: runs leave their records and alerts there."""
        linked = self.folder / "project"
        if not linked.exists():
            linked.mkdir()
            for entry in self.project.iterdir():
                is_hidden = entry.name.startswith(".") and entry.name != ".dbtignore"
                if not (is_hidden or entry.name in WRITTEN or ".duckdb" in entry.name):
                    (linked / entry.name).symlink_to(entry.absolute())
        return linked

    def generate(self) -> None:
        """Make both data sets, and the folder that the database is in.

        Raises:
            subprocess.CalledProcessError: the generator failed.
        """
        for seed in (1, 2):
            out = ("--seed", str(seed), "--out", str(self.folder / f"data_{seed}"))
            generator = self.project / "scripts" / "generate_data.py"
            command = [sys.executable, str(generator), *SIZES, *out]
            subprocess.run(command, check=True, capture_output=True)
        self.database.parent.mkdir(parents=True, exist_ok=True)
        (self.folder / "inputs").mkdir(exist_ok=True)

    def use(self, data_set: int) -> None:
        """Put a data set, 1 or 2, where the settings say that the inputs are."""
        for name in FILES:
            shutil.copyfile(self.folder / f"data_{data_set}" / name, self.folder / "inputs" / name)

    def start(
        self, *arguments: str, retry_attempts: int = 0, memory_limit: str = "1GB"
    ) -> subprocess.Popen[bytes]:
        """Start a run on the inputs in use; what it prints goes to `run.log`."""
        inputs = self.folder / "inputs"
        variables = {
            "sbir_award_data": str(inputs / FILES[0]),
            "usaspending_recipient_lookup": str(inputs / FILES[1]),
            "usaspending_prime_awards": str(inputs / FILES[2]),
            "min_match_rate": 0,
            "max_match_rate_fall": 1,
            "max_lost_share": 1,
            "max_repointed_share": 1,
            "max_name_share_rise": 1,
            "retry_attempts": retry_attempts,
            "retry_wait_seconds": 1,
        }
        ours = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DBT_", "SBIR_"))
        }
        environment = ours | {
            "SBIR_DUCKDB_PATH": str(self.database),
            "SBIR_MEMORY_LIMIT": memory_limit,
            "DBT_TARGET_PATH": str(self.folder / "target"),
            "DBT_LOG_PATH": str(self.folder / "logs"),
            "DBT_LOG_LEVEL_FILE": "info",
        }
        given = yaml.safe_dump(variables, default_flow_style=True, width=9999)
        with (self.folder / "run.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "scripts/run_pipeline.py", "--vars", given, *arguments],
                cwd=self.linked,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def marts(self) -> dict[str, str]:
        """Return a hash of the rows, in any order, of every published mart, by its name."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return {name: _hash(connection.table(f"marts.{name}")) for name in _names(connection)}

    def runs_published(self) -> set[str]:
        """Return the ids of the runs that the published marts are of: one, unless mixed."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            ids = [
                connection.sql(f"select distinct dbt_invocation_id from marts.{name}").fetchall()
                for name in _names(connection)
            ]
        return {run for rows in ids for (run,) in rows}


def _names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    names = connection.sql(
        "select table_name from information_schema.tables where table_schema = 'marts' order by all"
    ).fetchall()
    return [name for (name,) in names if not name.endswith(UNPUBLISHED)]


def _hash(rows: duckdb.DuckDBPyRelation) -> str:
    compared = [column for column in rows.columns if not column.endswith(OF_THE_RUN)]
    digest = hashlib.sha256()
    for row in rows.select(", ".join(compared)).order("all").fetchall():
        digest.update(repr(row).encode())
    return digest.hexdigest()
