"""What other people's queries rely on: contracts, publication columns, and gates in the way."""


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


def test_a_failing_gate_blocks_every_mart(
    manifest: dict, marts: dict[str, dict], models: dict[str, dict]
) -> None:
    below, waiting = set(), [models["int_award_matches"]["unique_id"]]
    while waiting:
        children = set(manifest["child_map"][waiting.pop()]) - below
        below |= children
        waiting += children
    free = [name for name, node in marts.items() if node["unique_id"] not in below]
    assert not free, f"Put `-- depends_on: {{{{ ref('int_award_matches') }}}}` on top: {free}"


def test_every_mart_measures_the_gates_before_it_is_replaced(marts: dict[str, dict]) -> None:
    open_doors = [
        name
        for name, node in marts.items()
        if not any("require_gates" in hook["sql"] for hook in node["config"]["pre-hook"])
    ]
    assert not open_doors, f"Keep the pre-hook require_gates(): {open_doors}"
