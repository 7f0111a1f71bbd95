"""The workflows are valid, pinned, hold few rights, and run commands that exist and work here."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PINNED = re.compile(r"^\s*(?:- )?uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
# All the rights that any job needs, and who may have those to write.
RIGHTS = {"contents: read", "pull-requests: write", "pages: write", "id-token: write"}
WRITES = {("performance-regression-check.yml", "comment"), ("pages.yml", "publish")}
BIN = Path(sys.executable).parent

Workflow = dict


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / ".github" / "workflows"


@pytest.fixture(scope="module")
def workflows(folder: Path) -> dict[str, Workflow]:
    read = {path.name: yaml.safe_load(path.read_text()) for path in folder.glob("*.yml")}
    assert {"ci.yml", "performance-regression-check.yml"} <= read.keys()
    return read


def jobs(workflows: dict[str, Workflow]) -> list[tuple[str, str, dict]]:
    return [
        (file, name, job) for file, each in workflows.items() for name, job in each["jobs"].items()
    ]


def steps(workflows: dict[str, Workflow]) -> list[tuple[str, dict]]:
    return [
        (f"{file} {name}", step) for file, name, job in jobs(workflows) for step in job["steps"]
    ]


def test_every_workflow_is_valid_and_raises_no_alarm(folder: Path) -> None:
    files = [str(path) for path in sorted(folder.glob("*.yml"))]
    for command in (
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files],
        [BIN / "zizmor", "--offline", "--no-progress", "--persona", "auditor", *files],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_pinned_to_a_commit_with_its_version_beside(folder: Path) -> None:
    loose = [
        f"{path.name}: {line.strip()}"
        for path in folder.glob("*.yml")
        for line in path.read_text().splitlines()
        if re.search(r"\buses:", line) and not PINNED.match(line)
    ]
    assert not loose, f"Write `uses: owner/action@<40 letters of the commit> # v1.2.3`: {loose}"


def test_one_action_has_one_version(folder: Path) -> None:
    text = "".join(path.read_text() for path in folder.glob("*.yml"))
    used = set(re.findall(r"uses: (\S+)@(\S+) # (\S+)", text))
    assert len({action for action, _, _ in used}) == len(used), sorted(used)


def test_jobs_hold_the_rights_they_need_and_no_others(workflows: dict[str, Workflow]) -> None:
    assert all(each["permissions"] == {} for each in workflows.values())
    for file, name, job in jobs(workflows):
        rights = {f"{right}: {level}" for right, level in job["permissions"].items()}
        assert rights <= RIGHTS, (file, name)
        assert ((file, name) in WRITES) == any("write" in right for right in rights)


def test_a_job_that_may_write_runs_nothing_from_the_repository(
    workflows: dict[str, Workflow],
) -> None:
    for file, name in WRITES:
        told = json.dumps(workflows[file]["jobs"][name])
        assert "actions/checkout" not in told and "make " not in told and ".ci/" not in told


def test_every_job_ends_some_time_and_no_token_stays_behind(
    workflows: dict[str, Workflow],
) -> None:
    assert all(job["timeout-minutes"] <= 90 for _, _, job in jobs(workflows))
    for _, step in steps(workflows):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_no_outside_text_gets_into_a_command(workflows: dict[str, Workflow]) -> None:
    for where, step in steps(workflows):
        assert "${{" not in step.get("run", ""), f"{where}: hand it over in env"
    assert not any("pull_request_target" in each[True] for each in workflows.values())


def test_artifacts_are_kept_for_thirty_days(workflows: dict[str, Workflow]) -> None:
    kept = [
        step["with"]["retention-days"]
        for _, step in steps(workflows)
        if step.get("uses", "").startswith("actions/upload-artifact@")
    ]
    assert kept and set(kept) == {30}


def test_ci_runs_the_commands_that_are_run_here(workflows: dict[str, Workflow], root: Path) -> None:
    here = [line for line in (root / ".ci/run").read_text().splitlines() if line[:5] == "make "]
    there = [step["run"] for step in workflows["ci.yml"]["jobs"]["test"]["steps"] if "run" in step]
    assert there == here == ["make browser", "make build", "make test"]


def test_every_command_exists(workflows: dict[str, Workflow], root: Path) -> None:
    for where, step in steps(workflows):
        script = step.get("run", "")
        syntax = subprocess.run(
            ["bash", "-n"], input=script, capture_output=True, text=True, check=False
        )
        assert syntax.returncode == 0, f"{where}: {syntax.stderr}"
        for target in re.findall(r"^make ([\w-]+)", script, re.MULTILINE):
            assert f"\n{target}: " in (root / "Makefile").read_text(), f"{where}: make {target}"
        for path in re.findall(r"(?<!\S)(\.ci/\S+)", script):
            assert os.access(root / path, os.X_OK), f"{where}: {path} cannot be run"
