"""Settings: which source counts, what is refused, and what is said then."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import show_settings
from sbir_enrichment.settings.checking import check_environment, effective_variables
from sbir_enrichment.settings.dbt_plugin import repeated_settings
from sbir_enrichment.settings.effective import Request, effective_settings
from sbir_enrichment.settings.engine import Engine, environment_name
from sbir_enrichment.settings.presets import preset_names, read_preset
from sbir_enrichment.settings.problems import SettingsError
from sbir_enrichment.settings.project_file import read_project_variables, read_yaml
from sbir_enrichment.settings.targets import read_target, target_names
from sbir_enrichment.settings.variables import Variables

PROJECT = Path(__file__).parents[2]


WRONG_VALUES = {
    "min_match_rat: 0.3": "There is no setting min_match_rat ({source}). Did you mean "
    "min_match_rate?",
    "zzz: 1": "There is no setting zzz ({source}). Known are: accept_changes_since, ",
    "min_match_rate: 1.5": "min_match_rate is 1.5 ({source}); it must lie between 0 and 1.",
    "min_completeness: '0.7'": "min_completeness must be a number, not '0.7' ({source}).",
    "name_accept_score: .nan": "name_accept_score must be a number, not nan ({source}).",
    "name_chunks: 0": "name_chunks is 0 ({source}); it must lie between 1 and 1024.",
    "name_chunk_memory_mb: 2.5": "name_chunk_memory_mb must be a whole number, not 2.5 ({source}).",
    "sbir_award_data: ''": "sbir_award_data is empty ({source}); give it a value.",
    "heed_decisions: 'no'": "heed_decisions must be true or false, not 'no' ({source}).",
    "decisions_as_of: 31.1.2026": "({source}): write a day such as 2026-01-31, or ''.",
    "alert_limits: {spil_mb: [1, 2]}": "alert_limits",
    "history_builds_kept: 1": "history_builds_kept is 1 ({source}); it must lie between 2 and",
}
"""What is written, and what is said; the same of the command line, a preset and the file."""


def refusal(**variables: object) -> str:
    with pytest.raises(SettingsError) as raised:
        effective_variables(PROJECT, variables, {}, "")
    return str(raised.value)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with nothing but its settings, to write wrong ones into."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(PROJECT / "profiles", folder / "profiles")
    return folder


@pytest.mark.parametrize("source", ["--vars", "preset wrong", "dbt_project.yml"])
@pytest.mark.parametrize("written", WRONG_VALUES)
def test_what_is_wrong_is_refused_from_wherever_it_comes(
    project: Path, source: str, written: str
) -> None:
    values = read_yaml(f"{{{written}}}", source)
    file = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    if source == "dbt_project.yml":
        file |= values
    (project / "dbt_project.yml").write_text(yaml.safe_dump({"vars": file}), encoding="utf-8")
    preset = {"description": "Wrong.", "target": "balanced", "vars": values}
    path = project / "profiles" / "presets" / "wrong.yml"
    path.write_text(yaml.safe_dump(preset), encoding="utf-8")
    request = Request(
        project,
        values if source == "--vars" else {},
        preset="wrong" if source == "preset wrong" else None,
    )
    with pytest.raises(SettingsError) as raised:
        effective_settings(request, {})
    assert WRONG_VALUES[written].format(source=source) in str(raised.value)
    assert source in str(raised.value)


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        (
            {"min_match_rat": 0.3},
            "There is no setting min_match_rat (--vars). Did you mean min_match_rate?",
        ),
        ({"MIN_MATCH_RATE": 0.3}, "There is no setting MIN_MATCH_RATE (--vars)."),
        ({"zzz": 1}, "There is no setting zzz (--vars). Known are: accept_changes_since, "),
        ({"min_match_rate": 1.5}, "min_match_rate is 1.5 (--vars); it must lie between 0 and 1."),
        ({"min_match_rate": -0.1}, "min_match_rate is -0.1 (--vars); it must lie between 0 and 1."),
        ({"min_match_rate": "0.7"}, "min_match_rate must be a number, not '0.7' (--vars)."),
        ({"min_match_rate": True}, "min_match_rate must be a number, not True (--vars)."),
        ({"min_match_rate": float("nan")}, "min_match_rate must be a number, not nan (--vars)."),
        ({"min_match_rate": None}, "min_match_rate must be a number, not None (--vars)."),
        ({"name_chunks": 2.5}, "name_chunks must be a whole number, not 2.5 (--vars)."),
        ({"name_chunks": 0}, "name_chunks is 0 (--vars); it must lie between 1 and 1024."),
        ({"sbir_award_data": 7}, "sbir_award_data must be a text, not 7 (--vars)."),
        ({"heed_decisions": "no"}, "heed_decisions must be true or false, not 'no' (--vars)."),
        ({"decisions_as_of": "31.1.2026"}, "--vars): write a day such as 2026-01-31, or ''."),
        ({"decisions_as_of": "2026-02-30"}, "decisions_as_of cannot be '2026-02-30' (--vars)"),
        ({"min_match_rate_by": 0.5}, "min_match_rate_by must be names with a value each, not 0.5"),
        ({"min_match_rate_by": {"agnecy": 0.5}}, "agnecy is none of overall, agency, branch,"),
        ({"min_match_rate_by": {"agency": 5}}, "agency needs a number between 0 and 1."),
        (
            {"min_match_rate_by": {"era": {"before 2008": True}}},
            "before 2008 of era needs a number between 0 and 1.",
        ),
        ({"min_match_precision": {"names": 0.9}}, "names is none of all methods, uei_exact,"),
        ({"min_match_precision": {"name_fuzzy": "90 %"}}, "name_fuzzy needs a number between 0"),
        (
            {"alert_webhook": "ftp://a.b/token"},
            "alert_webhook cannot be 'ftp://a.b/...' (--vars): write an http:// or https://",
        ),
        ({"alert_webhook": "http://["}, "alert_webhook cannot be '...' (--vars): write an http://"),
        ({"sbir_award_data": ""}, "sbir_award_data is empty (--vars); give it a value."),
        (
            {"name_review_score": 95, "name_accept_score": 85},
            "name_review_score is 95; it must not be above name_accept_score, 85.",
        ),
    ],
)
def test_a_wrong_var_is_named_with_what_it_may_be(variables: dict[str, object], says: str) -> None:
    assert says in refusal(**variables)


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(refusal(min_match_rat=1, min_match_rate=2, name_chunks="x").splitlines()) == 3


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        (
            {"SBIR_THREDS": "2"},
            "There is no setting SBIR_THREDS (environment). Did you mean SBIR_THREADS?",
        ),
        ({"SBIR_MEMORY": "2GB"}, "There is no setting SBIR_MEMORY (environment)."),
        ({"SBIR_DUCKDB": "x"}, "Did you mean SBIR_DUCKDB_PATH?"),
        ({"SBIR_THREADS": "0"}, "SBIR_THREADS is 0 (environment); it must lie between 1 and 256."),
        ({"SBIR_THREADS": "257"}, "SBIR_THREADS is 257 (environment)"),
        ({"SBIR_THREADS": "two"}, "SBIR_THREADS must be a whole number, not 'two' (environment)."),
        ({"SBIR_THREADS": ""}, "SBIR_THREADS must be a whole number, not '' (environment)."),
        ({"SBIR_MEMORY_LIMIT": "4"}, "SBIR_MEMORY_LIMIT must be a size with its unit"),
        ({"SBIR_MEMORY_LIMIT": "-4GB"}, "SBIR_MEMORY_LIMIT must be a size with its unit"),
        ({"SBIR_TEMP_LIMIT": "lots"}, "such as 4GB or 700MB, not 'lots' (environment)."),
        ({"SBIR_DUCKDB_PATH": ""}, "SBIR_DUCKDB_PATH is empty (environment); give it a value."),
        ({"SBIR_DUCKDB_PATH": "/no/such/x.duckdb"}, "/no/such is no folder (environment); make it"),
    ],
)
def test_a_wrong_environment_is_named(environment: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError) as raised:
        check_environment(environment)
    assert says in str(raised.value)


@pytest.mark.parametrize("size", ["4GB", "700MB", "1.5 GiB", "900KB", "1TB"])
def test_sizes_are_taken_as_duckdb_takes_them(size: str) -> None:
    check_environment({"SBIR_MEMORY_LIMIT": size, "PATH": "/bin", "SBIRD": "not ours"})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{min_match_rate: 0.3, min_match_rate: 0.4}", "min_match_rate is given more than once"),
        ("{min_match_rate: 0.3", "--vars is not YAML"),
        ("[1, 2]", "--vars must hold names and values"),
        ("min_match_rate", "--vars must hold names and values"),
        ("!!python/object:os.system {}", "--vars is not YAML"),
    ],
)
def test_vars_that_are_no_settings_are_refused(text: str, says: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_yaml(text, "--vars")
    assert says in str(raised.value)


def test_a_project_file_with_a_setting_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dbt_project.yml").write_text("vars:\n  name_chunks: 1\n  name_chunks: 2\n")
    with pytest.raises(SettingsError, match=r"dbt_project.yml: name_chunks .*line 3"):
        read_project_variables(tmp_path)


def test_the_command_line_counts_before_a_preset_and_a_preset_before_the_file() -> None:
    request = Request(PROJECT, {"name_chunks": 3}, preset="memory-constrained")
    settings = {one.name: one for one in effective_settings(request, {}).variables}
    assert (settings["name_chunks"].value, settings["name_chunks"].origin) == (3, "--vars")
    assert settings["name_chunks"].overridden == "64 (preset memory-constrained)"
    assert settings["name_chunk_memory_mb"].origin == "preset memory-constrained"
    assert settings["min_match_rate"].origin == "dbt_project.yml"


def test_the_environment_counts_before_a_target_and_an_asked_target_before_a_preset() -> None:
    request = Request(PROJECT, {}, target="ci", preset="memory-constrained")
    settings = effective_settings(request, {"SBIR_THREADS": "7"})
    engine = {one.name: (one.value, one.origin) for one in settings.engine}
    assert (settings.target.value, settings.target.origin) == ("ci", "--target")
    assert engine["SBIR_THREADS"] == ("7", "environment")
    assert engine["SBIR_MEMORY_LIMIT"] == ("2GB", "target ci")


def test_dbt_is_given_what_does_not_stand_in_its_file() -> None:
    request = Request(PROJECT, {"min_match_rate": 0.3}, preset="memory-constrained")
    assert effective_settings(request, {}).vars_to_give() == {
        "min_match_rate": 0.3,
        "name_chunks": 64,
        "name_chunk_memory_mb": 64,
    }


@pytest.mark.parametrize("name", preset_names(PROJECT))
def test_every_preset_can_be_used(name: str) -> None:
    request = Request(PROJECT, {}, preset=name)
    assert effective_settings(request, {}).target.value == read_preset(PROJECT, name).target


@pytest.mark.parametrize("target", target_names(PROJECT))
def test_every_target_keeps_to_the_ranges_of_the_environment(target: str) -> None:
    _, fields = read_target(PROJECT, target, {})
    settings = fields["settings"]
    check_environment(
        {
            "SBIR_MEMORY_LIMIT": settings["memory_limit"],
            "SBIR_TEMP_LIMIT": settings["max_temp_directory_size"],
            "SBIR_THREADS": settings["threads"],
        }
    )


def test_an_unknown_preset_or_target_names_the_nearest() -> None:
    with pytest.raises(
        SettingsError, match=r"no preset maximum-sped .* Did you mean maximum-speed"
    ):
        effective_settings(Request(PROJECT, {}, preset="maximum-sped"), {})
    with pytest.raises(SettingsError, match=r"no target balance .* Did you mean balanced"):
        effective_settings(Request(PROJECT, {}, target="balance"), {})


@given(
    st.dictionaries(
        st.one_of(st.sampled_from(sorted(Variables.model_fields)), st.text()),
        st.one_of(
            st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers())
        ),
    )
)
def test_settings_are_taken_or_refused_by_name_and_never_crash(values: dict[str, object]) -> None:
    try:
        settings = effective_variables(PROJECT, values, {}, "")
    except SettingsError as error:
        assert any(name in str(error) for name in values)
    else:
        assert {one.name: one.value for one in settings}.items() >= values.items()


def test_a_command_that_gives_something_twice_is_found() -> None:
    assert repeated_settings("build --vars '{name_chunks: 1, name_chunks: 2}'") == [
        "name_chunks is given more than once; only the last would count."
    ]
    assert repeated_settings("build --vars '{}' --vars={}")[0].startswith("--vars is given")
    assert repeated_settings("build --vars '{name_chunks: 1, name_chunk_memory_mb: 2}'") == []


def test_every_setting_is_shown_with_its_origin(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = tmp_path / "settings.json"
    given = ["--vars", "{sbir_award_data: '[red]a.csv'}", "--output-json", str(shown)]
    assert show_settings.main(given) == 0
    said = capsys.readouterr().out
    assert "[red]a.csv" in said, "a value is no markup"
    in_json = yaml.safe_load(shown.read_text(encoding="utf-8"))
    names = [*Variables.model_fields, *map(environment_name, Engine.model_fields), "target"]
    assert sorted(names) == sorted(in_json)
    assert all(name in said for name in names)


def test_what_is_wrong_is_said_instead(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SBIR_THREDS", "2")
    assert show_settings.main(["--vars", "{min_match_rat: 1}"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.split(" (")[0] for line in said] == [
        "show_settings: There is no setting SBIR_THREDS",
        "show_settings: There is no setting min_match_rat",
    ]


@pytest.mark.parametrize("day", ["", "2026-01-31", date(2026, 1, 31)])
def test_a_day_is_taken_as_yaml_reads_it(day: object) -> None:
    given = effective_variables(PROJECT, {"decisions_as_of": day}, {}, "")
    assert next(one.value for one in given if one.name == "decisions_as_of") == day


def test_rates_of_slices_are_of_all_values_or_of_some() -> None:
    rates = {"agency": 0.5, "era": {"before 2008": 0, "April 2022 on": 1}}
    assert effective_variables(PROJECT, {"min_match_rate_by": rates}, {}, "")
