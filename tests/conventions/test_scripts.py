"""Scripts are thin, modules are small, and names say what is inside."""

import ast
from pathlib import Path

import pytest

SCRIPT_LINES, MODULE_LINES = 60, 200
SAY_NOTHING = {"utils", "util", "common", "misc"}


@pytest.fixture(scope="module")
def scripts(root: Path) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in (root / "scripts").glob("*.py")}


def test_every_script_has_a_main_that_returns_the_exit_code(scripts: dict[Path, str]) -> None:
    wanted = "def main(argv: list[str] | None = None) -> int:"
    offenders = [path.name for path, text in scripts.items() if wanted not in text]
    assert scripts and not offenders, f"Give it `{wanted}`: {offenders}"


def test_every_script_says_what_it_does(scripts: dict[Path, str]) -> None:
    silent = [path.name for path, text in scripts.items() if not ast.get_docstring(ast.parse(text))]
    assert not silent, f"Begin with a docstring; --help shows it: {silent}"


def test_a_script_is_a_parser_and_glue(scripts: dict[Path, str]) -> None:
    long = {
        path.name: text.count("\n")
        for path, text in scripts.items()
        if text.count("\n") > SCRIPT_LINES
    }
    assert not long, f"Over {SCRIPT_LINES} lines; move work to sbir_enrichment: {long}"


def test_a_module_has_one_concern(root: Path) -> None:
    modules = (root / "scripts" / "sbir_enrichment").rglob("*.py")
    lines = {str(path): path.read_text(encoding="utf-8").count("\n") for path in modules}
    long = {name: count for name, count in lines.items() if count > MODULE_LINES}
    assert not long, f"Over {MODULE_LINES} lines; split by concern: {long}"


def test_no_file_is_named_after_nothing(root: Path) -> None:
    folders = [root / name for name in ("scripts", "models", "macros", "tests", "analyses")]
    vague = [
        str(path.relative_to(root))
        for folder in folders
        for path in folder.rglob("*")
        if path.stem.lower() in SAY_NOTHING
    ]
    assert not vague, f"Name it after what it is about: {vague}"


def test_test_names_are_sentences(root: Path) -> None:
    curt = [
        f"{path.relative_to(root)}: {node.name}"
        for path in (root / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and node.name.count("_") < 3
    ]
    assert not curt, f"Say what should hold, in words: {curt}"
