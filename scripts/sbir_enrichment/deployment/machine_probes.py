"""Looks at the machine: room, lock, permissions."""

import stat
from pathlib import Path

from sbir_enrichment.deployment.items import Finding
from sbir_enrichment.deployment.site import Site
from sbir_enrichment.pipeline.ledger import ledger_path
from sbir_enrichment.pipeline.preflight import check_lock, find_room
from sbir_enrichment.pipeline.problems import PreflightError, TransientError

GIB = 1024**3
LEAST_DISK = 5 * GIB
SPARE_COPIES = 3
LEAST_MEMORY = 1 * GIB
CODE = ("models", "macros", "seeds", "scripts", "profiles")
"""Folders whose content runs."""


def there_is_room(site: Site) -> Finding:
    """Look whether disk and memory are free for a run; the run itself asks more precisely."""
    room = find_room(site.database)
    size = site.database.stat().st_size if site.database.exists() else 0
    wanted = max(LEAST_DISK, SPARE_COPIES * size)
    said = (
        f"{room.disk / GIB:.1f} GiB of disk and {room.memory / GIB:.1f} GiB of memory are free, "
        f"{wanted / GIB:.1f} and {LEAST_MEMORY / GIB:.1f} are wanted"
    )
    return Finding(room.disk >= wanted and room.memory >= LEAST_MEMORY, said)


def nobody_holds_the_database(site: Site) -> Finding:
    """Look whether a run could write to the database now."""
    try:
        check_lock(site.database)
    except (PreflightError, TransientError) as error:
        return Finding(False, str(error).rstrip("."))
    return Finding(True, "nobody has the database open for writing")


def others_cannot_write(site: Site) -> Finding:
    """Look whether everybody on the machine may change the database, the reports or the code."""
    database = site.database
    beside = [database, ledger_path(database), database.with_name(f"{database.name}.wal")]
    found = [path for path in beside if path.exists() and _is_open(path)]
    for folder in (site.reports, *(site.project / name for name in CODE)):
        found += [path for path in (folder, *folder.rglob("*")) if path.exists() and _is_open(path)]
    folder = database.absolute().parent
    if _is_open(folder) and not folder.stat().st_mode & stat.S_ISVTX:
        found.append(folder)
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        return Finding(False, f"everybody may write to {found[0]}{more}")
    return Finding(True, "nobody but owner and group may write to database, reports and code")


def _is_open(path: Path) -> bool:
    return not path.is_symlink() and bool(path.stat().st_mode & stat.S_IWOTH)
