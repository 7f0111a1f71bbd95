"""What other people's queries rely on: contracts, publication columns, and gates in the way."""

from functools import cache


def test_every_mart_has_an_enforced_contract(marts: dict[str, dict]) -> None:
    loose = [name for name, node in marts.items() if not node["contract"]["enforced"]]
    assert marts and not loose, f"Leave contracts on, as dbt_project.yml sets them: {loose}"


def test_every_mart_says_when_and_by_which_run_it_was_built(marts: dict[str, dict]) -> None:
    mute = [
        name
        for name, node in marts.items()
        if not {"built_at", "dbt_invocation_id"} <= node["columns"].keys()
    ]
    assert not mute, f"Select {{{{ publication_columns() }}}} and list both columns: {mute}"


def test_a_failing_gate_blocks_every_mart(marts: dict[str, dict], models: dict[str, dict]) -> None:
    by_id = {node["unique_id"]: node for node in models.values()}

    @cache
    def ancestors(node_id: str) -> frozenset[str]:
        parents = frozenset(by_id[node_id]["depends_on"]["nodes"]) & by_id.keys()
        return parents.union(*map(ancestors, parents))

    gated = models["int_award_matches"]["unique_id"]
    free = [name for name, node in marts.items() if gated not in ancestors(node["unique_id"])]
    assert not free, f"Put `-- depends_on: {{{{ ref('int_award_matches') }}}}` on top: {free}"


def test_every_mart_measures_the_gates_before_it_is_replaced(marts: dict[str, dict]) -> None:
    open_doors = [
        name
        for name, node in marts.items()
        if not any("require_gates" in hook["sql"] for hook in node["config"]["pre-hook"])
    ]
    assert not open_doors, f"Keep the pre-hook require_gates(): {open_doors}"
