"""Checks settings whenever dbt opens the database, which is before it reads or writes anything.

dbt-duckdb makes a `Plugin` of each module that profiles.yml names under `plugins`.
"""

import os
import re
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.flags import get_flags
from dbt_common.exceptions import DbtRuntimeError

from sbir_enrichment.settings.checking import check_environment, effective_variables
from sbir_enrichment.settings.problems import REFUSAL, SettingsError
from sbir_enrichment.settings.variables import Variables


class Plugin(BasePlugin):  # type: ignore[misc]
    """Refuses a run whose settings are unknown, repeated, of the wrong kind or out of range."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Check what this command of dbt was given.

        Raises:
            DbtRuntimeError: some settings cannot be used; the message has one line for each.
        """
        flags = get_flags()
        problems = repeated_settings(getattr(flags, "INVOCATION_COMMAND", ""))
        project = Path(getattr(flags, "PROJECT_DIR", None) or ".")
        for check in (
            lambda: check_environment(os.environ),
            lambda: effective_variables(project, getattr(flags, "VARS", None) or {}, {}, ""),
        ):
            try:
                check()
            except SettingsError as error:
                problems += str(error).splitlines()
        if problems:
            raise DbtRuntimeError("\n".join([REFUSAL, *problems]))


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
