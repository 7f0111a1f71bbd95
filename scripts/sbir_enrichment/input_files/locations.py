"""Find the files that a setting names."""

import difflib
import glob
import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from sbir_enrichment.input_files import problems
from sbir_enrichment.input_files.requests import InputRequest

_ADDRESS = re.compile(r"[a-z][a-z0-9]+://", re.IGNORECASE)


@dataclass(frozen=True)
class Located:
    """The files found, or why there are none."""

    paths: tuple[Path, ...] = ()
    problem: str | None = None


def locate(request: InputRequest) -> Located:
    """Find the files of a request, each once, in order of name."""
    try:
        return _locate(request)
    except (OSError, ValueError) as error:  # a folder that may not be read, an impossible name
        reason = getattr(error, "strerror", None) or str(error)
        return Located(problem=problems.cannot_look(request.setting, request.location, reason))


def _locate(request: InputRequest) -> Located:
    location = request.location.strip()
    if not location:
        return Located(problem=None if request.may_be_empty else problems.not_set(request.setting))
    if _ADDRESS.match(location):
        return Located(problem=problems.is_address(request.setting, location))
    path = Path(location)
    if path.is_dir():
        shown = path.as_posix()
        return Located(problem=problems.is_folder(request.setting, shown))
    if path.exists():  # also when its name holds a bracket that a pattern would interpret
        return _usable(request, (path,))
    # Not Path.glob: the pattern may be absolute.
    matches = glob.glob(location, recursive=True)  # noqa: PTH207
    found = sorted(Path(match) for match in matches)
    files = tuple(_without_repeats([match for match in found if match.exists()]))
    if files:
        return _usable(request, files)
    return Located(problem=_not_found(request.setting, location))


def _usable(request: InputRequest, paths: tuple[Path, ...]) -> Located:
    """Refuse line breaks in a path: they do not survive the layout of SQL text."""
    broken = [path for path in paths if len(str(path).splitlines()) > 1]
    if broken:
        return Located(problem=problems.has_line_break(request.setting, broken[0].as_posix()))
    return Located(paths)


def _without_repeats(paths: list[Path]) -> list[Path]:
    """Keep each file once: links and overlapping patterns may name it again."""
    seen = set()
    kept = []
    for path in paths:
        status = path.stat()
        identity = (status.st_dev, status.st_ino)
        if identity not in seen and not path.is_dir():
            seen.add(identity)
            kept.append(path)
    return kept


def _not_found(setting: str, location: str) -> str:
    wanted = PurePath(location)
    folder = Path(wanted.parent)
    if not folder.is_dir():
        return problems.not_found(setting, location, "", ())
    names = sorted(item.name for item in folder.iterdir() if item.is_file())
    lowered = {name.lower(): name for name in names}
    near = difflib.get_close_matches(wanted.name.lower(), lowered, n=3, cutoff=0.5)
    return problems.not_found(
        setting, location, folder.as_posix(), [lowered[name] for name in near]
    )
