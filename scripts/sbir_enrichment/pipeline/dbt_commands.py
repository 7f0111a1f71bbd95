"""Running commands of dbt in this process, and hearing what they say."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.artifacts.schemas.results import NodeStatus
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest

Event = Any
"""A dbt EventMsg."""
Listener = Callable[[Event], None]

FINE = {
    NodeStatus.Success,
    NodeStatus.Pass,
    NodeStatus.Warn,
    NodeStatus.NoOp,
}


@dataclass(frozen=True)
class Outcome:
    """How a command of dbt ended.

    Attributes:
        succeeded: Whether everything came out well.
        failures: What is wrong with each node that did not, by its id; skipped ones are left out.
        error: What kept the command from running at all.
    """

    succeeded: bool
    failures: dict[str, str]
    error: str = ""


class DbtCommands:
    """Runs commands of dbt one after another; the project is parsed once.

    Args:
        project: The folder of the project.
        target: The target of profiles.yml; None for the one that it names.
        variables: Settings that do not stand in dbt_project.yml.
    """

    def __init__(self, project: Path, target: str | None, variables: dict[str, object]) -> None:
        self._project = project
        self._target = target
        self._variables = variables
        self.manifest: Manifest | None = None

    def parse(self) -> Outcome:
        """Read the project."""
        result = self._invoke("parse")
        if isinstance(result.result, Manifest):
            self.manifest = result.result
        return _outcome(result)

    def run(self, *arguments: str, listener: Listener | None = None) -> Outcome:
        """Run a command.

        Args:
            arguments: As dbt is given them.
            listener: Hears every event of it.

        Raises:
            RuntimeError: the listener failed.
        """
        failures: list[Exception] = []

        def hear(event: Event) -> None:
            # An error in a callback would fail the node that dbt is at; it is ours, not the node's.
            try:
                if listener:
                    listener(event)
            except Exception as failure:
                failures.append(failure)

        result = self._invoke(*arguments, hear=hear)
        close_database()
        if failures:
            raise RuntimeError("the run could not be followed") from failures[0]
        return _outcome(result)

    def _invoke(self, *arguments: str, hear: Listener | None = None) -> Any:  # noqa: ANN401 (dbt's own type is a union of all)
        given = ["--log-level", "none", "--no-use-colors", *arguments]
        given += ["--project-dir", str(self._project)]
        if self._target:
            given += ["--target", self._target]
        given += ["--profiles-dir", str(self._project / "profiles")]
        if self._variables:
            given += [
                "--vars",
                yaml.safe_dump(self._variables, default_flow_style=True, width=9999),
            ]
        return dbtRunner(manifest=self.manifest, callbacks=[hear] if hear else []).invoke(given)


def close_database() -> None:
    """Close the database that dbt keeps open for as long as the process lives."""
    with suppress(Exception):  # dbt-duckdb raises its own where there is none
        DuckDBConnectionManager.env().close()
    DuckDBConnectionManager.close_all_connections()


def _outcome(result: Any) -> Outcome:  # noqa: ANN401 (dbt's own type)
    results = getattr(result.result, "results", None) or []
    failures = {
        one.node.unique_id: one.message or str(one.status)
        for one in results
        if one.status not in FINE and one.status != NodeStatus.Skipped
    }
    return Outcome(result.success, failures, str(result.exception or ""))
