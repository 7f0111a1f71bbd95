"""Which nodes of the project a run still has to run."""

from collections.abc import Container

from dbt.contracts.graph.manifest import Manifest
from dbt.contracts.graph.nodes import ManifestNode

RUN_BY_BUILD = {"model", "seed", "snapshot", "test"}
PUBLISHED_TOGETHER = "published_table"


def nodes_of_build(manifest: Manifest) -> list[ManifestNode]:
    """Return every node of a whole build, in the order of their ids; unit tests are none."""
    return sorted(
        (
            node
            for node in manifest.nodes.values()
            if node.resource_type in RUN_BY_BUILD and node.config.enabled
        ),
        key=lambda node: node.unique_id,
    )


def remaining_nodes(manifest: Manifest, finished: Container[str]) -> list[ManifestNode]:
    """Return what is to be run when some nodes are finished.

    Marts, and tests of marts, are always among them: they are published together, as the work of
    one command of dbt, whose id they all bear.
    """
    marts = {
        node.unique_id
        for node in manifest.nodes.values()
        if getattr(node.config, "materialized", "") == PUBLISHED_TOGETHER
    }
    return [
        node
        for node in nodes_of_build(manifest)
        if node.unique_id not in finished
        or node.unique_id in marts
        or marts.intersection(node.depends_on_nodes)
    ]
