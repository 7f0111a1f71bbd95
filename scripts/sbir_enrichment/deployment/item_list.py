"""The list: everything that must be so before people rely on a deployment."""

from sbir_enrichment.deployment.items import GROUPS, Item
from sbir_enrichment.deployment.items_from_deployment import FROM_DEPLOYMENT
from sbir_enrichment.deployment.items_until_deployment import UNTIL_DEPLOYMENT

ITEMS: tuple[Item, ...] = tuple(
    sorted((*UNTIL_DEPLOYMENT, *FROM_DEPLOYMENT), key=lambda item: GROUPS.index(item.group))
)
"""All items, group by group."""

FOR_PEOPLE = tuple(item.key for item in ITEMS if item.probe is None)
"""Keys of the items that only a person can look at."""
