"""Everything that people see in the docs site is described and has a key."""

from collections import defaultdict
from pathlib import Path

import yaml


def test_every_model_says_its_grain(models: dict[str, dict]) -> None:
    silent = [
        name for name, node in models.items() if not node["description"].startswith("One row per ")
    ]
    assert not silent, f"Begin the description with 'One row per ...': {silent}"


def test_every_listed_column_is_described(models: dict[str, dict]) -> None:
    silent = [
        f"{name}.{column}"
        for name, node in models.items()
        for column, details in node["columns"].items()
        if not details["description"].strip()
    ]
    none = [name for name, node in models.items() if not node["columns"]]
    assert not silent + none, f"Describe the columns in the model's YAML: {silent + none}"


def test_every_model_has_a_tested_key(manifest: dict, models: dict[str, dict]) -> None:
    keys, never_null = defaultdict(list), defaultdict(set)
    for node in manifest["nodes"].values():
        if node["resource_type"] != "test" or not node.get("test_metadata"):
            continue
        kind, arguments = node["test_metadata"]["name"], node["test_metadata"]["kwargs"]
        if kind == "unique":
            keys[node["attached_node"]].append([node["column_name"]])
        elif kind == "unique_combination":
            keys[node["attached_node"]].append(arguments["columns"])
        elif kind == "not_null":
            never_null[node["attached_node"]].add(node["column_name"])
    # Of several columns some may be null (a place, say); one at least may not.
    keyless = [
        name
        for name, node in models.items()
        if not any(never_null[node["unique_id"]] & set(key) for key in keys[node["unique_id"]])
    ]
    assert not keyless, f"Test the key: unique or unique_combination, and not_null: {keyless}"


def test_every_seed_column_is_described(manifest: dict, root: Path) -> None:
    silent = []
    for node in manifest["nodes"].values():
        if node["resource_type"] != "seed":
            continue
        path = root / node["original_file_path"]
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        described = {name for name, column in node["columns"].items() if column["description"]}
        silent += [f"{node['name']}.{column}" for column in header if column not in described]
    assert not silent, f"Describe these in seeds/lookups/_lookups.yml: {silent}"


def test_every_column_of_a_seed_has_its_type_written_down(manifest: dict) -> None:
    guessed = [
        f"{node['name']}.{column}"
        for node in manifest["nodes"].values()
        if node["resource_type"] == "seed"
        for column in node["columns"]
        if column not in node["config"]["column_types"]
    ]
    assert not guessed, f"Name the type in column_types; dbt would guess from the rows: {guessed}"


def test_every_source_and_exposure_is_described(manifest: dict) -> None:
    nodes = [*manifest["sources"].values(), *manifest["exposures"].values()]
    silent = [node["name"] for node in nodes if not node["description"].strip()]
    assert not silent, f"Say what these are: {silent}"


def test_yaml_files_are_named_after_what_they_describe(root: Path) -> None:
    unsearchable = []
    for path in (root / "models").rglob("*.yml"):
        described = yaml.safe_load(path.read_text(encoding="utf-8"))
        names = [model["name"] for model in described.get("models", [])]
        if names not in ([], [path.stem]):
            unsearchable.append(str(path.relative_to(root)))
    assert not unsearchable, f"One model to a file, the file named after it: {unsearchable}"
