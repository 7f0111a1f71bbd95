"""Each probe of the deployment check can fail, and does when it should."""

import json
import os
import shutil
import subprocess
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

import write_deployment_checklist
from sbir_enrichment.backups.backup import back_up
from sbir_enrichment.deployment import (
    build_probes,
    code_probes,
    machine_probes,
    measured_probes,
    sign_offs,
)
from sbir_enrichment.deployment.checking import check, look
from sbir_enrichment.deployment.checklist import write_checklist
from sbir_enrichment.deployment.command_line import build_parser, run
from sbir_enrichment.deployment.item_list import FOR_PEOPLE, ITEMS
from sbir_enrichment.deployment.items import GROUPS, Finding, Item, NoEvidenceError
from sbir_enrichment.deployment.markdown import to_markdown
from sbir_enrichment.deployment.report import DeploymentReport
from sbir_enrichment.deployment.secrets import find_secrets
from sbir_enrichment.deployment.sign_offs import SignOffError, latest, read_sign_offs
from sbir_enrichment.deployment.site import FULL_SIZE, Site
from sbir_enrichment.deployment.tests_evidence import all_tests_passed, note_beginning, note_end
from sbir_enrichment.measuring.machine import describe_machine
from sbir_enrichment.pipeline.fingerprint import Fingerprint
from sbir_enrichment.pipeline.ledger import Ledger, LedgerWriter, ledger_path

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
BUILT = datetime(2026, 11, 20, 8, tzinfo=UTC)


def git(project: Path, *arguments: str) -> None:
    ours = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a", "GIT_CONFIG_GLOBAL": os.devnull}
    ours |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a"}
    command = ["git", "-C", str(project), *arguments]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | ours)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small clone with the settings of the project and nothing done yet."""
    project = tmp_path / "clone"
    project.mkdir()
    for name in ("dbt_project.yml", ".gitignore", "requirements.lock"):
        shutil.copy(ROOT / name, project)
    shutil.copytree(ROOT / "profiles", project / "profiles")
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "first")
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    return Site(project, project / "sbir.duckdb", Path("target"), FULL_SIZE, now)


@pytest.fixture
def built(site: Site) -> Site:
    """The same with a published build of one file, a gate that holds, and a ledger."""
    source = site.project / "awards.csv"
    source.write_text("a")
    os.utime(source, (BUILT.timestamp(),) * 2)
    files = [
        {"source_name": "a", "file_path": str(source), "content_hash": None, "records": 1},
    ]
    with duckdb.connect(str(site.database)) as connection:
        for schema in ("marts", "history", "test_results"):
            connection.execute(f"create schema {schema}")
        connection.execute(
            "create table marts.fct_match_quality as select 'overall' as dimension, "
            "'ours' as dbt_invocation_id, ?::timestamp as built_at",
            [BUILT.replace(tzinfo=None)],
        )
        connection.execute("create table marts.fct_enriched_awards as select 1 as award_id")
        connection.execute(
            "create table history.published_builds as select 1 as build_number, "
            "'seeds/samples/award_data.csv' as award_data, ?::json as sources",
            [json.dumps(files)],
        )
        connection.execute(
            "create table history.last_command as select 'ours' as dbt_invocation_id"
        )
        connection.execute(
            "create table test_results.a_gate as select 'a_gate' as gate, true as is_met, "
            "1.0 as measured, 0.5 as threshold, 'holds' as finding"
        )
    with LedgerWriter(ledger_path(site.database), Ledger(Fingerprint("i", "s", "c"))) as ledger:
        ledger.begin("ours")
        ledger.publish()
    return site


def leave(site: Site, name: str, content: object) -> None:
    site.evidence.mkdir(parents=True, exist_ok=True)
    (site.evidence / name).write_text(json.dumps(content), encoding="utf-8")


def sql(site: Site, statement: str) -> None:
    with duckdb.connect(str(site.database)) as connection:
        connection.execute(statement)


# ------------------------------------------------------------------ the list as a whole


def test_the_page_of_the_list_is_what_the_list_says() -> None:
    written = write_deployment_checklist.CHECKLIST.read_text(encoding="utf-8")
    assert written == write_checklist(), (
        "Run: .venv/bin/python scripts/write_deployment_checklist.py"
    )


def test_every_item_can_be_mended_and_every_group_has_some() -> None:
    assert len({item.key for item in ITEMS}) == len(ITEMS)
    assert {item.group for item in ITEMS} == set(GROUPS)
    for item in ITEMS:
        assert item.title and item.why and (item.mend or item.probe is None), item.key
        scripts = [word for line in item.mend for word in line.split() if word.endswith(".py")]
        for script in scripts:
            name = script.rpartition("scripts/")[2] or script
            assert (ROOT / "scripts" / name).is_file(), f"{item.key}: {script}"


def test_a_fresh_clone_is_not_fit_and_says_how_to_mend_each_item(
    site: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    outputs = tmp_path / "report.json", tmp_path / "report.md"
    told = ["--database", str(site.database), "--full-size", "20000"]
    told += ["--output-json", str(outputs[0]), "--output-markdown", str(outputs[1])]
    assert run(site.project, build_parser("").parse_args(told), Console(width=300)) == 1
    report = DeploymentReport.model_validate_json(outputs[0].read_text())
    assert outputs[1].read_text() == to_markdown(report)
    is_open = {item.key for item in report.items if item.is_open}
    assert is_open >= {"tests-green", "baseline", "full-size", "run-published", *FOR_PEOPLE}
    assert not is_open & {"code-committed", "settings-valid", "no-secrets", "permissions"}
    printed = capsys.readouterr().out
    for item in report.open_critical:
        assert item.mend and all(line in printed for line in item.mend), item.key
    assert "--sizes 20000" in printed and "SBIR_DUCKDB_PATH=" in printed
    assert report.full_size == 20000 and f"{len(report.open_critical)} of" in report.verdict


def test_only_critical_items_keep_a_deployment_from_being_used(site: Site) -> None:
    bad = Item("x", "before", "X", "", lambda _: Finding(False, "bad"), ("y",))
    report = check(site, [], [bad, replace(bad, key="z", is_critical=False)])
    assert [item.key for item in report.open_critical] == ["x"]
    assert [item.key for item in report.open_others] == ["z"]
    assert not check(site, [], [replace(bad, is_critical=False)]).open_critical


@pytest.mark.parametrize(("days", "counts"), [(29, True), (31, False), (-3, False)])
def test_old_evidence_and_evidence_of_the_future_do_not_count(
    site: Site, days: int, counts: bool
) -> None:
    of = site.now - timedelta(days=days)
    item = Item("x", "before", "X", "", lambda _: Finding(True, "seen", of), ("y",), age_days=30)
    assert look(item, site, []).is_good == counts


def test_hostile_evidence_is_text_in_the_report(site: Site) -> None:
    said = "<script>alert(1)</script>\n| a `b` \x1b[31m"
    item = Item("x", "before", "X", "", lambda _: Finding(False, said), ("y",))
    text = to_markdown(check(site, [], [item]))
    assert "<script>" not in text and "\x1b" not in text and "\\| a \\`b\\`" in text


# ------------------------------------------------------------------ code


def test_tests_count_only_when_all_passed_on_the_code_that_is_here(site: Site) -> None:
    with pytest.raises(NoEvidenceError, match="make test"):
        all_tests_passed(site)
    note_beginning(site.project)
    assert "cut off" in all_tests_passed(site).evidence
    note_end(site.project)
    assert all_tests_passed(site).is_good
    note_beginning(site.project)
    assert not all_tests_passed(site).is_good, "an older green run outlived a new one"
    note_end(site.project)
    (site.project / "new.sql").write_text("select 1")
    assert "differ" in all_tests_passed(site).evidence
    note_beginning(site.project)
    note_end(site.project)
    assert "differs from commit" in all_tests_passed(site).evidence
    (site.project / "new.sql").unlink()
    assert not all_tests_passed(site).is_good, "tests of changed code counted once it was clean"
    note_beginning(site.project)
    note_end(site.project)
    assert all_tests_passed(site).is_good
    git(site.project, "commit", "-qm", "second", "--allow-empty")
    assert "checked out is" in all_tests_passed(site).evidence


def test_files_that_differ_or_are_new_are_no_commit(site: Site) -> None:
    assert code_probes.code_is_committed(site).is_good
    (site.project / "new.sql").write_text("select 1")
    assert not code_probes.code_is_committed(site).is_good


def test_another_version_than_that_of_the_lock_is_found(site: Site) -> None:
    lock = site.project / "requirements.lock"
    lock.write_text(f"duckdb=={duckdb.__version__}\n    # via dbt-duckdb\n")
    assert code_probes.versions_are_locked(site).is_good
    for wrong in ("duckdb==0.1.0\n", "no-such-package==1.0\n", "duckdb>=1\n", ""):
        lock.write_text(wrong)
        assert not code_probes.versions_are_locked(site).is_good, wrong


PLANTED = {
    "aws.yml": "key: " + "AKIA" + "QYLPMN5HFIQR7BBB",
    "key.pem": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "github.txt": "ghp" + "_" + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx",
    "profile.yml": "pass" + "word: 'Tr0ub4dor&3'",
    "hook.yml": "alert_webhook: https://hooks."
    + "slack.com/services/T0123ABCD/B0123ABCD/abcdefghij",
    "url.yml": "dsn: postgres://user:" + "s3cr3tpw" + "@db.example.org/sbir",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_secret_is_found_with_its_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"# harmless\n{PLANTED[name]}\n")
    found = list(find_secrets([path]))
    assert [line for _, line, _ in found][:1] == [2]
    path = tmp_path / "comments.yml"  # a format that has them
    path.write_text(f"# harmless\n{PLANTED[name]} # pragma: allowlist secret\n")
    assert not list(find_secrets([path]))


def test_a_secret_in_a_tracked_file_opens_the_item_and_is_not_repeated(site: Site) -> None:
    assert code_probes.no_secrets_in_the_tree(site).is_good
    (site.project / "aws.yml").write_text(PLANTED["aws.yml"])
    assert code_probes.no_secrets_in_the_tree(site).is_good, "git does not follow it"
    git(site.project, "add", "aws.yml")
    found = code_probes.no_secrets_in_the_tree(site)
    assert not found.is_good and "aws.yml:1" in found.evidence
    assert "AKIA" not in found.evidence


# ------------------------------------------------------------------ machine


def test_what_everybody_may_write_is_found(built: Site) -> None:
    assert machine_probes.others_cannot_write(built).is_good
    leave(built, "x.json", {})
    for path in (built.database, built.evidence / "x.json", built.project / "profiles"):
        before = path.stat().st_mode
        path.chmod(0o777)
        assert str(path) in machine_probes.others_cannot_write(built).evidence
        path.chmod(before)
    assert machine_probes.others_cannot_write(built).is_good


def test_a_file_that_is_no_database_and_too_small_a_disk_are_found(site: Site) -> None:
    assert machine_probes.nobody_holds_the_database(site).is_good
    site.database.write_text("no database")
    assert not machine_probes.nobody_holds_the_database(site).is_good
    with site.database.open("wb") as file:
        file.truncate(2**43)  # a hole: no disk is taken
    assert not machine_probes.there_is_room(site).is_good


# ------------------------------------------------------------------ the build


def test_a_good_build_is_good(built: Site) -> None:
    assert build_probes.last_run_published(built).is_good
    assert build_probes.gates_hold(built).is_good
    assert build_probes.inputs_are_fresh(built).is_good
    assert not build_probes.inputs_are_your_own(built).is_good
    sql(built, "update history.published_builds set award_data = '/data/awards.csv'")
    assert build_probes.inputs_are_your_own(built).is_good


def test_a_gate_that_fails_opens_the_item(built: Site) -> None:
    sql(built, "update test_results.a_gate set is_met = false")
    assert "a_gate" in build_probes.gates_hold(built).evidence
    sql(built, "drop table test_results.a_gate")
    assert not build_probes.gates_hold(built).is_good


def test_a_run_that_was_cut_off_or_overwritten_opens_the_item(built: Site) -> None:
    sql(built, "update history.last_command set dbt_invocation_id = 'another'")
    assert "another command" in build_probes.last_run_published(built).evidence
    with LedgerWriter(ledger_path(built.database), Ledger(Fingerprint("i", "s", "c"))) as ledger:
        ledger.begin("another")
    assert "come to its end" in build_probes.last_run_published(built).evidence


def test_old_and_missing_files_open_the_item(built: Site) -> None:
    late = replace(built, now=BUILT + timedelta(days=500))
    assert not build_probes.inputs_are_fresh(late).is_good
    (built.project / "awards.csv").unlink()
    assert "no longer" in build_probes.inputs_are_fresh(built).evidence


def test_docs_of_another_build_open_the_item(built: Site) -> None:
    assert not build_probes.docs_are_of_this_build(built).is_good
    folder = built.project / "target" / "docs"
    folder.mkdir(parents=True)
    for invocation, expected in (("ours", True), ("another", False)):
        names = ("search.html", "quality.html", "review.html", "tables.html")
        made = {"made_at": "2026-11-20T08:00:00Z", "dbt_invocation_id": invocation}
        for name in names:
            (folder / name).write_text("")
        (folder / "site.json").write_text(json.dumps({"pages": dict.fromkeys(names, made)}))
        assert build_probes.docs_are_of_this_build(built).is_good == expected


def test_a_backup_counts_while_it_is_whole_and_of_this_build(built: Site) -> None:
    made = back_up(built.database, built.project / "copy.duckdb")
    leave(built, "backup.json", made.model_dump())
    assert measured_probes.backup_is_of_this_build(built).is_good
    sql(built, "update marts.fct_match_quality set dbt_invocation_id = 'later'")
    assert "another build" in measured_probes.backup_is_of_this_build(built).evidence
    sql(built, "update marts.fct_match_quality set dbt_invocation_id = 'ours'")
    Path(made.path).write_bytes(b"x")
    assert "damaged" in measured_probes.backup_is_of_this_build(built).evidence
    Path(made.path).unlink()
    assert "no longer" in measured_probes.backup_is_of_this_build(built).evidence


# ------------------------------------------------------------------ what was measured


def test_a_smaller_size_another_machine_or_a_missed_limit_is_no_full_size(site: Site) -> None:
    good = {
        "started_at": "2026-11-20T08:00:00+00:00",
        "machine": asdict(describe_machine()),
        "sizes": [{"recipients": 10_000}, {"recipients": FULL_SIZE}],
        "gates": [{"option": "--max-peak-mb", "holds": True}],
    }
    bad = [
        good | {"sizes": [{"recipients": FULL_SIZE - 1}]},
        good | {"machine": {**asdict(describe_machine()), "cores": 999}},
        good | {"gates": [{"option": "--max-peak-mb", "holds": False}]},
    ]
    for content in (good, *bad):
        leave(site, "scale.json", content)
        assert measured_probes.full_size_was_built(site).is_good == (content is good)
    for content in ({}, {"started_at": "2026-11-20"}, []):
        leave(site, "scale.json", content)
        with pytest.raises(NoEvidenceError):
            measured_probes.full_size_was_built(site)


def test_a_drill_counts_when_enough_was_drilled_and_all_was_good(site: Site) -> None:
    kills = [{"cut": "kill -9 after 5 %", "is_good": True}] * 20
    for findings, expected in (
        (kills, True),
        (kills[1:], False),
        ([*kills, {"cut": "a full disk", "is_good": False}], False),
        ([*kills, {"cut": "a full disk"}], False),
        ([], False),
    ):
        heading = {"made_at": "2026-11-20T08:00:00+00:00", "revision": None}
        leave(site, "recovery_drill.json", heading | {"findings": findings})
        assert measured_probes.runs_can_be_resumed(site).is_good == expected
    leave(site, "degradation_drill.json", heading | {"findings": []})
    assert not measured_probes.little_memory_is_enough(site).is_good
    leave(site, "degradation_drill.json", {"findings": kills})
    with pytest.raises(NoEvidenceError, match="when it was made"):
        measured_probes.little_memory_is_enough(site)


def test_packages_that_could_not_be_looked_up_are_not_audited(site: Site) -> None:
    clean = {"name": "a", "version": "1", "vulns": []}
    for packages, expected in (
        ([clean], True),
        ([clean, {"name": "b", "skip_reason": "not found"}], False),
        ([clean, {"name": "c", "version": "1", "vulns": [{"id": "PYSEC-1"}]}], False),
    ):
        leave(site, "audit.json", {"dependencies": packages})
        assert measured_probes.no_package_is_known_to_be_unsafe(site).is_good == expected


# ------------------------------------------------------------------ what people sign


def test_a_signature_closes_its_item_until_it_is_too_old_or_another_build_is_there(
    built: Site,
) -> None:
    told = ["--database", str(built.database), "--sign", "figures-looked-at", "--by", "Ada King"]
    run(built.project, build_parser("").parse_args([*told, "--on", "2026-11-19"]), Console())
    item = next(item for item in ITEMS if item.key == "figures-looked-at")

    def signed() -> list[sign_offs.SignOff]:
        return read_sign_offs(built.evidence / sign_offs.NAME, FOR_PEOPLE, TODAY)

    assert "before the build" in look(item, built, signed()).evidence
    run(built.project, build_parser("").parse_args([*told, "--on", "2026-11-21"]), Console())
    found = look(item, built, signed())
    assert found.is_good and found.evidence == "Ada King signed" and len(signed()) == 2
    later = replace(built, now=built.now + timedelta(days=60))
    assert not look(item, later, signed()).is_good
    with pytest.raises(NoEvidenceError):
        latest(signed(), "licence-read")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("tests-green,Ada,2026-11-01,", "nothing to sign"),
        ("licence-read,,2026-11-01,", "name of a person"),
        ("licence-read,42,2026-11-01,", "name of a person"),
        ("licence-read,First Last,2026-11-01,", "in the place of 'First Last'"),
        ("licence-read,Ada,yesterday,", "no day"),
        ("licence-read,Ada,2026-12-01,", "not come yet"),
        ("licence-read,Ada\x1b[31m,2026-11-01,", "one line"),
        ("licence-read,Ada,2026-11-01", "3 cells"),
    ],
)
def test_a_wrong_line_is_named_with_its_mend(tmp_path: Path, cells: str, said: str) -> None:
    path = tmp_path / "signed.csv"
    path.write_text(f"item,signed_by,signed_on,note\nlicence-read,Ada,2026-11-01,\n{cells}\n")
    with pytest.raises(SignOffError, match=f"line 3.*{said}"):
        read_sign_offs(path, FOR_PEOPLE, TODAY)


def test_a_name_that_is_a_formula_is_kept_as_text(site: Site) -> None:
    told = ["--sign", "licence-read", "--by", "=cmd|' /C calc'!A0", "--on", "2026-11-20"]
    run(site.project, build_parser("").parse_args(told), Console(quiet=True))
    path = site.evidence / sign_offs.NAME
    assert ",'=cmd" in path.read_text()
    assert read_sign_offs(path, FOR_PEOPLE, TODAY)[0].signed_by == "=cmd|' /C calc'!A0"
