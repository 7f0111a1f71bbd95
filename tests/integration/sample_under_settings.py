"""The built sample, and what the SQL of its models finds in it under other settings."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dbt_runs import link_project

SETTINGS_SEEN = """
{#- Which builds are forgotten, and what DuckDB was opened with. -#}
{%- if execute %}
    {{- steps_to_keep_build(
        [adapter.get_relation(target.database, 'marts', 'fct_enriched_awards')]
    ) | last }};
    {%- set asked = {
        'path': '(select path from duckdb_databases() where database_name = current_database())',
        'memory_limit': "current_setting('memory_limit')",
        'max_temp_directory_size': "current_setting('max_temp_directory_size')",
        'threads': "current_setting('threads')::varchar",
    } %}
    {%- for name, value in asked.items() %}
-- {{ name }}: {{ run_query('select ' ~ value).columns[0].values()[0] }}
    {%- endfor %}
{%- endif %}
"""


@dataclass(frozen=True)
class Compiled:
    """What nodes select under some settings, to be asked of a copy of the sample.

    Attributes:
        database: The copy.
        code: The SQL of each node by its name.
        said: What dbt said.
    """

    database: Path
    code: Mapping[str, str]
    said: str

    def ask(self, node: str, expression: str, planted: str = "") -> object:
        """Return one value of what a node selects, from the copy as planted for the moment."""
        with duckdb.connect(str(self.database)) as connection:
            connection.begin()
            if planted:
                connection.execute(planted)
            found = connection.sql(f"select {expression} from ({self.code[node]})").fetchone()
            connection.rollback()
        assert found is not None
        return found[0]


class SampleUnderSettings:
    """Copies of the built sample, each beside a project with one more analysis.

    Args:
        run_dbt: Runs dbt.
        sample: The built sample.
        folder: Takes the copies.
    """

    def __init__(self, run_dbt: Callable, sample: Path, folder: Path) -> None:
        self._run_dbt = run_dbt
        self.sample = sample
        self.folder = folder

    def copy(self, name: str, database: str = "sbir") -> Path:
        """Return a copy of the sample, made when it is first asked for."""
        path = self.folder / name / f"{database}.duckdb"
        if not path.exists():
            analyses = link_project(path.parent) / "analyses"
            analyses.unlink()
            analyses.mkdir()
            (analyses / "settings_seen.sql").write_text(SETTINGS_SEEN, encoding="utf-8")
            shutil.copyfile(self.sample, path)
        return path

    def compile(
        self,
        database: Path,
        nodes: Sequence[str],
        variables: dict[str, object],
        environment: dict[str, str],
    ) -> Compiled:
        """Let dbt compile some nodes on a copy."""
        said = self._run_dbt(
            "compile",
            "--select",
            *nodes,
            database=database,
            variables=variables,
            environment=environment,
        ).stdout
        written = (database.parent / "target" / "manifest.json").read_text(encoding="utf-8")
        code = {
            node["name"]: node["compiled_code"]
            for node in json.loads(written)["nodes"].values()
            if node.get("compiled_code")
        }
        return Compiled(database, code, said)

    def run(self, database: Path, nodes: Sequence[str], variables: dict[str, object]) -> None:
        """Let dbt make some models of a copy anew."""
        self._run_dbt("run", "--select", *nodes, database=database, variables=variables)


def ask(database: Path, query: str) -> object:
    """Return the one value that a query finds."""
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.sql(query).fetchone()
    assert found is not None
    return found[0]
