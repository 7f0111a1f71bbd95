"""The commands that the pages on performance show can be given as they stand."""

import importlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = re.compile(r"^\.venv/bin/python scripts/(\w+)\.py(.*)$", re.MULTILINE)


def commands() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "docs" / "performance").glob("*.md")):
        for block in re.findall(r"^```\n(.*?)^```$", path.read_text(), re.MULTILINE | re.DOTALL):
            for script, rest in COMMAND.findall(block.replace("\\\n", " ")):
                yield script, rest.partition(" #")[0].strip()
    check = (ROOT / ".ci" / "check_performance").read_text().replace("\\\n", " ")
    for script, rest in COMMAND.findall(check):
        yield script, rest.partition("||")[0].strip()


@pytest.mark.parametrize(
    ("script", "rest"), [pytest.param(*each, id=" ".join(each)) for each in commands()]
)
def test_a_command_of_the_docs_is_understood(script: str, rest: str) -> None:
    build_parser = importlib.import_module(script).build_parser
    parser = build_parser(*([None] if build_parser.__code__.co_argcount else []))
    parser.parse_args(shlex.split(rest))


def test_there_are_commands_of_every_script_on_performance() -> None:
    wanted = {
        "benchmark_enrichment",
        "benchmark_scale",
        "detect_performance_regression",
        "analyze_performance_history",
        "write_benchmark_docs",
    }
    assert wanted <= {script for script, _ in commands()}
