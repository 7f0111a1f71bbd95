"""Paths, names and settings are data: no SQL, shell or HTML comes of them."""

import io
from pathlib import Path

import duckdb
import pytest
import yaml
from rich.console import Console

from sbir_enrichment.backups.contents import rows_by_table
from sbir_enrichment.build_database import attach_build, is_database
from sbir_enrichment.input_files.locations import locate
from sbir_enrichment.input_files.requests import InputRequest
from sbir_enrichment.pipeline.command import overrides_of
from sbir_enrichment.project_sql import macro_sql
from sbir_enrichment.quality_report.warehouses import open_warehouse
from sbir_enrichment.settings.checking import check_environment, effective_variables
from sbir_enrichment.settings.effective import Request, effective_settings
from sbir_enrichment.settings.problems import SettingsError
from sbir_enrichment.settings.showing import settings_table, to_json

ROOT = Path(__file__).parents[2]
HOSTILE = [
    "it's.csv",
    "a'); drop table kept; --.csv",
    "$(touch injected).csv",
    "`touch injected`.csv",
    '"quoted" <script>.csv',
    "{{ 7 * 7 }}{% raw %}.csv",
    "-rf.csv",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_is_found_and_read_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.write_text("a\n1\n")
    located = locate(InputRequest("sbir.award_data", "sbir_award_data", str(path), False))
    assert located.paths == (path,)
    quoted = str(path).replace("'", "''")  # as the macro read_file does
    with duckdb.connect() as connection:
        connection.execute("create table kept as select 1")
        assert connection.sql(f"from read_csv('{quoted}')").fetchall() == [(1,)]
        assert connection.sql("from kept").fetchall() == [(1,)]
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_line_break_in_a_name_is_refused_with_its_mend(tmp_path: Path) -> None:
    (tmp_path / "a\nb.csv").write_text("a\n1\n")
    for location in (tmp_path / "a\nb.csv", tmp_path / "a*.csv"):
        request = InputRequest("sbir.award_data", "sbir_award_data", str(location), False)
        problem = locate(request).problem or ""
        assert "rename it" in problem and "\n" not in problem


def test_every_path_and_setting_that_becomes_sql_text_is_quoted_first() -> None:
    """Text from outside that stands between quotes in SQL has each quote in it doubled."""
    loose = []
    for path in (ROOT / "macros").rglob("*.sql"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            is_outside = any(word in line for word in ("var('sbir_", 'var("sbir_', "file_path']"))
            if is_outside and "'{{" in line and 'replace("\'", "\'\'")' not in line:
                loose.append(f"{path.relative_to(ROOT)}:{number}")
    assert not loose, f'| replace("\'", "\'\'"): {loose}'


@pytest.mark.parametrize("name", ["it's; drop.duckdb", "$(touch injected).duckdb", 'a"b\nc.duckdb'])
def test_a_database_is_attached_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    tables = ("fct_enriched_awards", "fct_match_quality", "fct_match_precision")
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        for table in (*tables, "fct_match_changes", "fct_rejected_rows"):
            connection.execute(f"create table marts.{table} as select 1 as award_id")
    assert is_database(path)
    with duckdb.connect() as connection:
        attach_build(connection, path, ["marts.fct_match_quality"])
        assert connection.sql("from build.marts.fct_match_quality").fetchall() == [(1,)]
        with pytest.raises(duckdb.Error, match="read-only"):
            connection.execute("create table build.marts.mine as select 1")
    open_warehouse(path).close()
    assert len(rows_by_table(path)) == 5
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "address", ["https://example.org/a.csv", "s3://bucket/a.csv", "http://127.0.0.1/a"]
)
def test_an_address_is_no_file(address: str) -> None:
    located = locate(InputRequest("sbir.award_data", "sbir_award_data", address, False))
    assert not located.paths and located.problem and address in located.problem


@pytest.mark.parametrize(
    "setting",
    [
        {"min_match_rate": "0.7; drop schema marts"},
        {"name_chunks": "8) union select"},
        {"decisions_as_of": "2026-01-31' or '1'='1"},
        {"alert_limits": {"match_rate'; --": [1, 2]}},
        {"min_slice_match_rates": {"agency' or 1=1 --": 0.5}},
        {"x'; drop table y; --": 1},
    ],
)
def test_a_setting_is_of_its_kind_or_refused(setting: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        effective_variables(ROOT, setting, {}, "")


@pytest.mark.parametrize("variable", ["SBIR_MEMORY_LIMIT", "SBIR_TEMP_LIMIT", "SBIR_THREADS"])
def test_an_engine_setting_that_is_more_than_a_size_is_refused(variable: str) -> None:
    for value in ("4GB'; attach 'x' as y; --", "$(nproc)", "4GB\n5GB", "2; select 1"):
        with pytest.raises(SettingsError):
            check_environment({variable: value})


def engines() -> dict[str, dict[str, object]]:
    text = (ROOT / "profiles" / "profiles.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["sbir_enrichment"]["outputs"]


@pytest.mark.parametrize("target", engines())
def test_duckdb_fetches_no_code_by_itself(target: str, tmp_path: Path) -> None:
    options = engines()[target]["config_options"]
    given = {name: str(value) for name, value in options.items() if "{{" not in str(value)}
    with duckdb.connect(str(tmp_path / "a.duckdb"), config=given) as connection:
        with pytest.raises(duckdb.Error, match=r"(?i)extension"):
            connection.sql("from read_csv('https://127.0.0.1:1/a.csv')")
        with pytest.raises(duckdb.Error, match=r"(?i)locked|cannot"):
            connection.execute("set allow_community_extensions = true")
        loaded = "select extension_name from duckdb_extensions() where loaded order by all"
        assert ("httpfs",) not in connection.sql(loaded).fetchall()


def test_names_of_firms_are_values_and_not_sql() -> None:
    name = "Robert'); drop table awards; --"
    with duckdb.connect() as connection:
        connection.execute("create table awards (company_name varchar)")
        connection.execute("insert into awards values (?)", [name])
        tidy = macro_sql("tidy_text", "company_name")
        assert connection.sql(f"select {tidy} from awards").fetchall() != []
        assert connection.sql("from awards").fetchall() == [(name,)]


def test_a_token_in_an_address_is_neither_shown_nor_kept() -> None:
    address = (
        "https://user:pw@hooks.example.org/services/token?key=token"  # pragma: allowlist secret
    )
    request = Request(ROOT, {"alert_webhook": address})
    settings = effective_settings(request, {})
    shown_as = "https://hooks.example.org/..."
    table = Console(file=io.StringIO(), width=300)
    table.print(settings_table(settings))
    kept = [one.model_dump_json() for one in overrides_of(settings)]
    for text in (to_json(settings), table.file.getvalue(), *kept):
        assert "token" not in text and "pw@" not in text
        assert shown_as in text
    assert settings.vars_to_give()["alert_webhook"] == address
