"""One macro to a file, small and documented; what only DuckDB can do stays in macros/dialect."""

import re
from pathlib import Path

import pytest

MACRO = re.compile(r"\{%-?\s*(?:macro\s+(?=\w+\()|materialization\s+)(\w+)")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
MOST_LINES = 40
# Functions that another engine lacks or spells differently, and that its users would miss first.
DUCKDB_ALONE = re.compile(
    r"\b(read_csv|read_parquet|try_strptime|strptime|md5|jaro_winkler_similarity|levenshtein"
    r"|damerau_levenshtein|jaccard|duckdb_\w+)\s*\("
)


@pytest.fixture(scope="module")
def macro_files(root: Path) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in (root / "macros").rglob("*.sql")}


def test_a_file_holds_one_public_macro_and_is_named_after_it(macro_files: dict[Path, str]) -> None:
    offenders = {
        path.name: public
        for path, text in macro_files.items()
        if (public := [name for name in MACRO.findall(text) if not name.startswith("_")])
        != [path.stem]
    }
    assert not offenders, f"One macro to a file, the file named after it: {offenders}"


def test_a_macro_fits_on_a_screen(macro_files: dict[Path, str]) -> None:
    written = {
        path.name: sum(1 for line in COMMENT.sub("", text).splitlines() if line.strip())
        for path, text in macro_files.items()
    }
    long = {name: lines for name, lines in written.items() if lines > MOST_LINES}
    assert not long, f"Over {MOST_LINES} lines of code (aim at 30); split it: {long}"


def test_a_macro_begins_by_saying_what_it_does(macro_files: dict[Path, str]) -> None:
    silent = [path.name for path, text in macro_files.items() if not text.startswith("{# ")]
    assert not silent, f"Begin with a {{# comment #}}; an example in -> out is best: {silent}"


def test_every_macro_and_argument_is_documented(manifest: dict) -> None:
    macros = [
        macro
        for macro in manifest["macros"].values()
        if macro["package_name"] == "sbir_enrichment" and macro["path"].startswith("macros/")
    ]
    silent = [macro["name"] for macro in macros if not macro["description"].strip()]
    signature = re.compile(r"macro\s+\w+\(([^)]*)\)")
    for macro in macros:
        taken = [
            argument.split("=")[0].strip()
            for found in signature.finditer(macro["macro_sql"])  # a materialization has none
            for argument in found[1].split(",")
            if argument.strip()
        ]
        described = [argument["name"] for argument in macro["arguments"] if argument["description"]]
        if macro["description"] and taken != described:
            silent.append(f"{macro['name']}: takes {taken}, described are {described}")
    assert not silent, f"Describe in macros/_macros.yml: {silent}"


def test_what_only_duckdb_has_stays_in_the_dialect_folder(root: Path) -> None:
    offenders = [
        f"{path.relative_to(root)}: {found[1]}"
        for folder in ("models", "macros")
        for path in (root / folder).rglob("*.sql")
        if path.parent.name != "dialect"
        for found in DUCKDB_ALONE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not offenders, f"Call a macro of macros/dialect instead: {offenders}"
