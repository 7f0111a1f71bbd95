"""Checks settings whenever dbt opens the database, which is before it reads or writes anything.

dbt-duckdb makes a `Plugin` of each module that profiles.yml names under `plugins`.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.flags import get_flags
from dbt_common.exceptions import DbtRuntimeError
from duckdb import DuckDBPyConnection

from sbir_enrichment.settings.checking import check_environment, effective_variables
from sbir_enrichment.settings.hidden import shown
from sbir_enrichment.settings.problems import REFUSAL, SettingsError
from sbir_enrichment.settings.variables import Variables


class Plugin(BasePlugin):  # type: ignore[misc]
    """Refuses a run whose settings are unknown, repeated, of the wrong kind or out of range."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Check what this command of dbt was given, and keep the vars for `configure_cursor`.

        Raises:
            DbtRuntimeError: some settings cannot be used; the message has one line for each.
        """
        flags = get_flags()
        problems = repeated_settings(getattr(flags, "INVOCATION_COMMAND", ""))
        project = Path(getattr(flags, "PROJECT_DIR", None) or ".")
        try:
            check_environment(os.environ)
        except SettingsError as error:
            problems += str(error).splitlines()
        try:
            in_force = effective_variables(project, getattr(flags, "VARS", None) or {}, {}, "")
        except SettingsError as error:
            problems += str(error).splitlines()
        if problems:
            raise DbtRuntimeError("\n".join([REFUSAL, *problems]))
        self._in_force = json.dumps(
            {one.name: shown(one.name, one.value) for one in in_force}, default=str
        )

    def configure_cursor(self, cursor: DuckDBPyConnection) -> None:
        """Leave the vars on the connection, where the macro `settings_in_force` finds them."""
        cursor.execute("set variable settings_in_force = ?", [self._in_force])


def repeated_settings(command: str) -> list[str]:
    """Say what a command line gives more than once: a setting, or `--vars` itself."""
    repeated = [
        name
        for name in Variables.model_fields
        if len(re.findall(rf"""\b{name}['"]?\s*:""", command)) > 1
    ]
    if len(re.findall(r"--vars[ =]", command)) > 1:
        repeated.insert(0, "--vars")
    return [f"{name} is given more than once; only the last would count." for name in repeated]
