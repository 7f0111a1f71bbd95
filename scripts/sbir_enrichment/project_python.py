"""Imported first in a script, goes on with the Python of `.venv` where this one lacks packages.

So `python scripts/<script>.py` works whichever Python the shell finds. Until it is known to be the
right one, nothing but the standard library may be used.
"""

import importlib.util
import os
import sys
from pathlib import Path

VENV = Path(__file__).resolve().parents[2] / ".venv"
NEEDED = ("dbt", "duckdb", "psutil", "pydantic", "rich", "yaml")
MISUSE = 2


def go_on_with_the_projects_python() -> None:
    """Replace this process by the same command under `.venv`, if a package is missing here.

    Raises:
        SystemExit: `.venv` is not there, or lacks a package too.
    """
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if not missing:
        return
    python = VENV / "bin" / "python"
    if Path(sys.prefix).resolve() == VENV.resolve() or not python.exists():
        print(f"{sys.executable} lacks {', '.join(missing)}: run `make setup`", file=sys.stderr)
        raise SystemExit(MISUSE)
    os.execv(python, [str(python), *sys.argv])  # noqa: S606 (no shell is wanted)


go_on_with_the_projects_python()
