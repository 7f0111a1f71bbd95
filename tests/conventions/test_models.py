"""Where models live, what they are called, how they are written."""

import re
from pathlib import Path

PREFIXES = {
    "staging": ("base_", "stg_"),
    "intermediate": ("int_",),
    "marts": ("dim_", "fct_"),
    "observability": ("obs_", "fct_", "dim_"),
}
MOST_LINES = 110
ENDING = re.compile(r"\n\nselect \* from (\w+)\n\Z")
COMMENT = re.compile(r"--[^\n]*|\{#.*?#\}", re.DOTALL)
CTE = re.compile(r"^(\w+) as \(", re.MULTILINE)
ONE_LETTER = re.compile(
    r"""\b(?:as|lambda)\s+([a-z])\b(?!')             # `name as n`, `lambda x:`
      | \b(?:from|join)\s+(?:\w+|\{\{.*?\}\})\s+([a-z])\b  # `from names n`
    """,
    re.VERBOSE,
)


def length(path: Path) -> int:
    """Lines of a file, blank ones among them: what a reader must scroll through."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_name_of_a_model_says_its_layer(models: dict[str, dict]) -> None:
    misnamed = [
        f"{name} in models/{Path(node['path']).parts[0]}"
        for name, node in models.items()
        if not name.startswith(PREFIXES[Path(node["path"]).parts[0]])
    ]
    assert not misnamed, f"Rename, or move to the folder of the prefix ({PREFIXES}): {misnamed}"


def test_base_models_live_in_a_base_folder_and_nothing_else_does(models: dict[str, dict]) -> None:
    misplaced = [
        name
        for name, node in models.items()
        if name.startswith("base_") != ("/base/" in node["path"])
    ]
    assert not misplaced, f"base_ models belong in a base/ folder, others do not: {misplaced}"


def test_a_staging_model_is_named_after_its_source_folder(models: dict[str, dict]) -> None:
    misnamed = [
        name
        for name, node in models.items()
        if node["path"].startswith("staging/")
        and not re.match(rf"(base|stg)_{Path(node['path']).parts[1]}__\w+$", name)
    ]
    assert not misnamed, f"Call it stg_<source folder>__<what it has>: {misnamed}"


def test_only_staging_reads_sources(models: dict[str, dict]) -> None:
    offenders = [
        name
        for name, node in models.items()
        if any(parent.startswith("source.") for parent in node["depends_on"]["nodes"])
        and not node["path"].startswith("staging/")
    ]
    assert not offenders, f"Read the staging model instead of source(): {offenders}"


def test_sources_are_read_through_the_macro_that_keeps_every_row(root: Path) -> None:
    offenders = [
        str(path.relative_to(root))
        for path in (root / "models").rglob("*.sql")
        if re.search(r"\bsource\(", path.read_text(encoding="utf-8"))
    ]
    assert not offenders, f"Use {{{{ read_source(...) }}}}, which keeps rejected rows: {offenders}"


def test_a_model_reads_its_own_layer_or_one_above(models: dict[str, dict]) -> None:
    layers = ["staging", "intermediate", "marts", "observability"]
    layer = {
        node["unique_id"]: layers.index(Path(node["path"]).parts[0]) for node in models.values()
    }
    upwards = [
        f"{name} reads {parent.rpartition('.')[2]}"
        for name, node in models.items()
        for parent in node["depends_on"]["nodes"]
        if layer.get(parent, 0) > layer[node["unique_id"]]
    ]
    assert not upwards, f"Data flows {' -> '.join(layers)}; turn these around: {upwards}"


def test_a_model_is_a_pair_of_code_and_yaml(models: dict[str, dict]) -> None:
    alone = [
        name
        for name, node in models.items()
        if (node["patch_path"] or "").rpartition("://")[2]
        != str(Path(node["original_file_path"]).with_suffix(".yml"))
    ]
    assert not alone, f"Describe and test each in <its name>.yml beside its code: {alone}"


def test_an_sql_model_ends_in_its_last_cte(root: Path) -> None:
    offenders = []
    for path in (root / "models").rglob("*.sql"):
        text = path.read_text(encoding="utf-8")
        ending = ENDING.search(text)
        ctes = CTE.findall(text)
        if not ending or not ctes or ending[1] != ctes[-1]:
            offenders.append(str(path.relative_to(root)))
    assert not offenders, f"End with `select * from <the last CTE>` and a newline: {offenders}"


def test_no_alias_is_one_letter(root: Path) -> None:
    offenders = [
        f"{path.relative_to(root)}: {found[0]!r}"
        for folder in ("models", "macros", "tests", "analyses")
        for path in (root / folder).rglob("*.sql")
        for found in ONE_LETTER.finditer(COMMENT.sub("", path.read_text(encoding="utf-8")))
    ]
    assert not offenders, f"Name it after what it holds: {offenders}"


def test_an_sql_model_can_be_read_in_one_go(root: Path) -> None:
    long = {
        path.name: length(path)
        for path in (root / "models").rglob("*.sql")
        if length(path) > MOST_LINES
    }
    assert not long, f"Over {MOST_LINES} lines; move a thought to an int_ model: {long}"


def test_a_python_model_reads_refs_and_calls_one_function(root: Path) -> None:
    long = {
        path.name: length(path) for path in (root / "models").rglob("*.py") if length(path) > 20
    }
    assert not long, f"Over 20 lines; move the work to scripts/sbir_enrichment: {long}"


def test_every_table_is_a_table(models: dict[str, dict]) -> None:
    tables = {"table", "kept_table", "kept_rows", "published_table", "incremental"}
    others = [name for name, node in models.items() if node["config"]["materialized"] not in tables]
    assert not others, f"A view bills its reader, so timings would lie; use a table: {others}"


def test_kept_rows_are_made_from_a_column_of_every_model_above(models: dict[str, dict]) -> None:
    by_id = {node["unique_id"]: node for node in models.values()}
    offenders = [
        f"{name} reads {by_id[parent]['name']}"
        for name, node in models.items()
        if node["config"]["materialized"] == "kept_rows"
        for parent in node["depends_on"]["nodes"]
        if parent in by_id and node["config"]["meta"].get("kept_by") not in by_id[parent]["columns"]
    ]
    assert not offenders, f"Name a column in meta.kept_by that the model above has: {offenders}"
