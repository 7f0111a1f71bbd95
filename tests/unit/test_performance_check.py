"""What CI does with a comparison: which ends are failures, what is told, and how it comments."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from sbir_enrichment.regression.comment import MARKER

ROOT = Path(__file__).parents[2]

# In the place of Python: notes what it was asked, and ends as the test wants it to.
COMPARISON = """#!/usr/bin/env bash
printf '%s\\n' "$@" > asked.txt
while [ $# -gt 0 ]; do
  if [ "$1" = --output-github-comment ] && [ -n "$TOLD" ]; then printf '%s\\n' "$TOLD" > "$2"; fi
  shift
done
exit "$CODE"
"""
# In the place of GitHub's own command: notes each call, and knows the comments of a file.
GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> calls.txt
while [ $# -gt 0 ]; do
  if [ "$1" = --jq ]; then jq -r "$2" comments.json; fi
  shift
done
"""


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def check(folder: Path, base: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the check in a folder with a comparison that ends as the settings say."""
    executable(folder / ".ci/check_performance", (ROOT / ".ci/check_performance").read_text())
    executable(folder / ".venv/bin/python", COMPARISON)
    summary = {"GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    return subprocess.run(
        [folder / ".ci/check_performance", base],
        env={**os.environ, **summary, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def asked(folder: Path, option: str) -> str:
    told = (folder / "asked.txt").read_text().splitlines()
    return told[told.index(option) + 1]


@pytest.mark.parametrize(
    ("code", "ends"),
    [(0, 0), (1, 1), (2, 2), (3, 0), (137, 137)],
    ids=["fine", "failure", "misuse", "not measured", "killed"],
)
@pytest.mark.parametrize("told", [f"{MARKER}\n### pass", ""], ids=["told", "silent"])
def test_only_a_failure_fails_and_a_summary_is_always_there(
    tmp_path: Path, code: int, ends: int, told: str
) -> None:
    done = check(tmp_path, "HEAD^1", CODE=str(code), TOLD=told)
    assert done.returncode == ends, done.stderr
    comment = (tmp_path / "reports/performance/comment.md").read_text()
    assert comment.startswith(MARKER) and (tmp_path / "summary.md").read_text() == comment
    assert ("Not measured" in comment) == (not told)
    assert ("::warning" in done.stdout) == (code == 3)
    assert asked(tmp_path, "--base-ref") == "HEAD^1"
    first, *_, last = (tmp_path / "asked.txt").read_text().splitlines()
    assert (first, last) == ("scripts/detect_performance_regression.py", "--fail-on-regression")


@pytest.mark.parametrize("gone", ["0" * 40, "dead" * 10], ids=["first push", "forced push"])
def test_a_push_whose_base_is_not_there_is_compared_with_the_commit_before(
    tmp_path: Path, gone: str
) -> None:
    assert check(tmp_path, gone, CODE="0", TOLD=MARKER).returncode == 0
    assert asked(tmp_path, "--base-ref") == "HEAD^1"


def test_without_a_summary_of_github_the_comment_is_written_alone(tmp_path: Path) -> None:
    done = check(tmp_path, "HEAD^1", CODE="0", TOLD=MARKER, GITHUB_STEP_SUMMARY="")
    assert done.returncode == 0 and MARKER not in done.stdout
    assert not (tmp_path / "summary.md").exists()


OURS = {"user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\nold", "id": 7}
OF_A_PERSON = {"user": {"login": "somebody"}, "body": f"{MARKER}\nquoted", "id": 8}
OF_ANOTHER_CHECK = {"user": {"login": "github-actions[bot]"}, "body": "coverage", "id": 9}


@pytest.mark.skipif(not shutil.which("jq"), reason="NOT TESTED: jq is missing")
@pytest.mark.parametrize(
    ("comments", "call"),
    [
        ([], "--method POST repos/o/p/issues/5/comments"),
        ([OF_A_PERSON, OF_ANOTHER_CHECK], "--method POST repos/o/p/issues/5/comments"),
        ([OF_A_PERSON, OURS], "--method PATCH repos/o/p/issues/comments/7"),
        ([OURS, {**OURS, "id": 10}], "--method PATCH repos/o/p/issues/comments/7"),
    ],
    ids=["none", "of others", "ours", "several"],
)
def test_a_pull_request_has_one_comment_that_is_written_over(
    tmp_path: Path, comments: list[dict], call: str
) -> None:
    workflow = yaml.safe_load(
        (ROOT / ".github/workflows/performance-regression-check.yml").read_text()
    )
    script = workflow["jobs"]["comment"]["steps"][-1]["run"]
    executable(tmp_path / "bin/gh", GH)
    (tmp_path / "comments.json").write_text(json.dumps(comments))
    (tmp_path / "reports/performance").mkdir(parents=True)
    (tmp_path / "reports/performance/comment.md").write_text(f"{MARKER}\nnew\n")
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "REPOSITORY": "o/p", "NUMBER": "5", "GH_TOKEN": "none"},
        capture_output=True,
        check=True,
    )
    *_, last = (tmp_path / "calls.txt").read_text().splitlines()
    assert last == f"api {call} --field body=@reports/performance/comment.md"
