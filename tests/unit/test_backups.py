"""Backups of the database: whole, not damaged, and never put back over something newer unasked."""

import hashlib
import json
from pathlib import Path

import duckdb
import pytest

import back_up_database
from sbir_enrichment.backups.backup import back_up
from sbir_enrichment.backups.contents import rows_by_table
from sbir_enrichment.backups.drill import drill
from sbir_enrichment.backups.manifest import manifest_path
from sbir_enrichment.backups.problems import BackupError
from sbir_enrichment.backups.restore import restore
from sbir_enrichment.pipeline.ledger import ledger_path

DAYS = ("2026-01-01", "2026-02-01")


def write_build(path: Path, day: str, rows: int = 5) -> None:
    """A database such as a build leaves, with its history, and a name that needs quoting."""
    with duckdb.connect(str(path)) as connection:
        for schema in ("marts", "history", '"odd "" schema"'):
            connection.execute(f"create schema if not exists {schema}")
        connection.execute(
            "create or replace table marts.fct_match_quality as select 'overall' as dimension, "
            f"'run of {day}' as dbt_invocation_id, timestamp '{day}' as built_at"
        )
        connection.execute("create table if not exists history.published_builds (n integer)")
        connection.execute("insert into history.published_builds values (1)")
        connection.execute(
            f'create or replace table "odd "" schema"."odd; name" as select * from range({rows})'
        )


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "it's a; database.duckdb"
    write_build(path, DAYS[0])
    return path


@pytest.fixture
def backup(database: Path, tmp_path: Path) -> Path:
    return Path(back_up(database, tmp_path / "copies" / "kept.duckdb").path)


def test_a_backup_holds_every_row_and_says_what_it_is(database: Path, backup: Path) -> None:
    manifest = json.loads(manifest_path(backup).read_text())
    assert rows_by_table(backup) == rows_by_table(database)
    assert len(rows_by_table(backup)) == 3
    assert manifest["sha256"] == hashlib.sha256(backup.read_bytes()).hexdigest()
    assert manifest["dbt_invocation_id"] == f"run of {DAYS[0]}"
    assert manifest["published_builds"] == 1


def test_what_only_stands_in_the_log_is_in_the_backup(database: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("set checkpoint_threshold = '1GB'")
        connection.execute("pragma disable_checkpoint_on_shutdown")
        connection.execute("insert into history.published_builds values (2)")
    assert database.with_name(f"{database.name}.wal").stat().st_size
    copy = Path(back_up(database, tmp_path / "copy.duckdb").path)
    assert rows_by_table(copy)["history.published_builds"][0] == 2


def test_a_restored_database_is_that_of_then_and_the_newer_one_is_kept(
    database: Path, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    then = rows_by_table(database)
    write_build(database, DAYS[1], rows=9)
    now = rows_by_table(database)
    ledger_path(database).write_text("of the newer build")
    arguments = ["--restore", str(backup), "--database", str(database)]
    assert back_up_database.main(arguments) == 2
    assert "newer than" in capsys.readouterr().err
    assert rows_by_table(database) == now
    assert back_up_database.main([*arguments, "--force"]) == 0
    assert rows_by_table(database) == then
    assert rows_by_table(database.with_name(f"{database.name}.replaced")) == now
    assert not ledger_path(database).exists(), "a later --resume would believe it"


def test_a_database_that_is_damaged_or_gone_is_restored_without_force(
    database: Path, backup: Path
) -> None:
    then = rows_by_table(database)
    for damage in (lambda: database.write_bytes(b"nothing of DuckDB" * 1000), database.unlink):
        damage()
        restore(backup, database)
        assert rows_by_table(database) == then


def test_a_damaged_backup_is_refused_and_changes_nothing(database: Path, backup: Path) -> None:
    before = database.read_bytes()
    content = bytearray(backup.read_bytes())
    content[5000] ^= 1
    backup.write_bytes(content)
    with pytest.raises(BackupError, match="damaged"):
        restore(backup, database, force=True)
    assert database.read_bytes() == before


def test_a_copy_is_not_overwritten_and_a_database_not_by_itself(
    database: Path, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for to, said in ((backup, "--force"), (database, "itself")):
        code = back_up_database.main(["--to", str(to), "--database", str(database)])
        assert code in (2, 3) and said in capsys.readouterr().err
    folder = f"{backup.parent}/new/"
    assert back_up_database.main(["--to", folder, "--database", str(database)]) == 0
    assert len(list(Path(folder).glob("*.duckdb"))) == 1


def test_a_drill_proves_what_it_says(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drill"
    folder.mkdir()
    found = drill(database, folder)
    assert found.is_good and found.tables == 3 and found.rows == 1 + 1 + 5
    assert not found.model_copy(update={"unlike": ("marts.x",)}).is_good
    assert not found.model_copy(update={"refused_damaged": False}).is_good


def test_what_is_no_build_cannot_be_backed_up_or_drilled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "missing.duckdb")
    assert back_up_database.main(["--drill", "--database", missing]) == 3
    assert "make build" in capsys.readouterr().err
    (tmp_path / "text.duckdb").write_text("no database")
    assert (
        back_up_database.main(["--to", missing, "--database", str(tmp_path / "text.duckdb")]) == 3
    )
    assert not Path(missing).exists()
