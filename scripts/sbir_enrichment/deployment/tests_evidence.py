"""What `make test` leaves: that it came to its end, and on which code."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from sbir_enrichment.deployment.code_state import code_state
from sbir_enrichment.deployment.items import Finding, NoEvidenceError
from sbir_enrichment.deployment.site import EVIDENCE, Site
from sbir_enrichment.measuring.whole_files import write_whole

NAME = "tests.json"


class TestsEvidence(BaseModel):
    """One `make test`.

    Attributes:
        begun_at: UTC, ISO 8601.
        passed_at: The same; None where it has not come to its end.
        commit: Of the code at its beginning; None without git.
        is_changed: Whether the code differed from the commit, or changed meanwhile.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    __test__ = False

    schema_version: Literal[1] = 1
    begun_at: str
    passed_at: str | None = None
    commit: str | None
    is_changed: bool


def note_beginning(project: Path) -> None:
    """Write that tests have begun; what earlier ones left counts no more.

    Raises:
        OSError: the file cannot be written.
    """
    code = code_state(project)
    _write(
        project,
        TestsEvidence(
            begun_at=_now(),
            commit=code.commit if code else None,
            is_changed=code.is_changed if code else True,
        ),
    )


def note_end(project: Path) -> TestsEvidence:
    """Write that all tests passed.

    Raises:
        NoEvidenceError: nobody noted their beginning.
        OSError: the file cannot be written.
    """
    begun, code = read_tests(project), code_state(project)
    is_same = code is not None and code.commit == begun.commit and not code.is_changed
    ended = begun.model_copy(
        update={"passed_at": _now(), "is_changed": begun.is_changed or not is_same}
    )
    _write(project, ended)
    return ended


def read_tests(project: Path) -> TestsEvidence:
    """Read what was left.

    Raises:
        NoEvidenceError: there is nothing, or it cannot be read.
    """
    path = project / EVIDENCE / NAME
    try:
        return TestsEvidence.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise NoEvidenceError("`make test` has not been run here") from error
    except ValidationError as error:
        raise NoEvidenceError(f"{path} is not what `make test` writes") from error


def all_tests_passed(site: Site) -> Finding:
    """Look whether all tests passed on the very code that is here."""
    ran, code = read_tests(site.project), code_state(site.project)
    begun = datetime.fromisoformat(ran.begun_at)
    if ran.passed_at is None:
        return Finding(False, "the last `make test` failed, was cut off or still runs", begun)
    if code is None or ran.commit is None:
        return Finding(False, "without git nobody can tell which code was tested", begun)
    if ran.is_changed:
        return Finding(False, f"what was tested differs from commit {ran.commit[:12]}", begun)
    if ran.commit != code.commit:
        tested, here = ran.commit[:12], code.commit[:12]
        return Finding(False, f"commit {tested} was tested, checked out is {here}", begun)
    if code.is_changed:
        return Finding(False, "files differ from the commit that was tested", begun)
    passed = datetime.fromisoformat(ran.passed_at)
    return Finding(True, f"all passed on commit {ran.commit[:12]}", passed)


def _write(project: Path, evidence: TestsEvidence) -> None:
    write_whole(project / EVIDENCE / NAME, evidence.model_dump_json(indent=2) + "\n")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
