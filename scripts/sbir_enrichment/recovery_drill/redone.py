"""Which nodes a resumed run ran although they were done."""

import json
from collections import Counter
from pathlib import Path

from dbt.contracts.graph.manifest import Manifest

from sbir_enrichment.pipeline.remaining import remaining_nodes


def run_of(ledger: Path) -> str:
    """Return what tells the run of a ledger from others: its first line; empty where none is."""
    try:
        return ledger.read_text(encoding="utf-8").partition("\n")[0]
    except OSError:
        return ""


def count_finished(ledger: Path, run_before: str) -> int:
    """Return how many nodes a ledger says are done; 0 where it is still that of the run before."""
    return 0 if run_of(ledger) == run_before else len(_nodes(ledger))


def redone_nodes(ledger: Path, target: Path) -> list[str]:
    """Return the nodes that stand twice in a ledger: as kept, and as run again.

    Marts and their tests are left out: they are always made again, to be published together.

    Raises:
        OSError: a file is missing.
    """
    manifest = Manifest.from_dict(
        json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    )
    published_together = {node.unique_id for node in remaining_nodes(manifest, _Everything())}
    counts = Counter(_nodes(ledger))
    return sorted(
        node for node, times in counts.items() if times > 1 and node not in published_together
    )


class _Everything:
    """Holds whatever is asked for."""

    def __contains__(self, item: object) -> bool:
        return True


def _nodes(ledger: Path) -> list[str]:
    try:
        lines = ledger.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    entries = [json.loads(line) for line in lines if line.endswith("}")]
    return [entry["node"]["unique_id"] for entry in entries if "node" in entry]
