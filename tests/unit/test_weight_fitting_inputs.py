"""What cannot be used is refused in one line; a seed is read, and written as it stands."""

import sys

import pytest

import fit_match_weights
from sbir_enrichment.evaluation.optional_packages import is_installed
from sbir_enrichment.evaluation.problems import UnusableInputError
from sbir_enrichment.weight_fitting.weights import SEED, read_weights, text_of, write_weights

HEADER = "feature,weight,meaning\n"


@pytest.fixture
def refused(capsys):
    """Run the command with arguments it must refuse, and return its one line."""

    def run(*arguments: object) -> str:
        assert fit_match_weights.main([str(argument) for argument in arguments]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        return said.err

    return run


def test_without_scikit_learn_the_command_says_how_to_get_it(
    refused, monkeypatch, tmp_path
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    said = refused("--generated", tmp_path)
    assert said.startswith("fit_match_weights: fitting needs scikit-learn; install it: ")
    assert ".venv/bin/pip install scikit-learn==" in said


def test_there_must_be_labels_each_once_and_a_place_for_the_weights(refused, tmp_path) -> None:
    assert "give --generated, --warehouse or both" in refused()
    twice = ("--generated", tmp_path, "--generated", tmp_path / "." / "x" / "..")
    (tmp_path / "x").mkdir()
    assert "a source is given twice" in refused(*twice)
    nowhere = tmp_path / "nowhere" / "weights.csv"
    assert "nowhere/weights.csv: its folder does not exist (--output)" in refused(
        "--generated", tmp_path, "--output", nowhere
    )


def test_firms_to_leave_out_come_from_a_file_that_is_there(refused, tmp_path) -> None:
    said = refused("--generated", tmp_path, "--leave-out", tmp_path / "absent.csv")
    assert "absent.csv: there is no such file (--leave-out)" in said


@pytest.mark.skipif(not is_installed("sklearn"), reason="NOT TESTED: scikit-learn is missing")
def test_sources_that_are_none_are_named(refused, tmp_path) -> None:
    said = refused("--generated", tmp_path)
    assert f"{tmp_path} is no data set with its truth: it must hold award_data" in said
    said = refused("--warehouse", tmp_path / "absent.duckdb")
    assert "absent.duckdb: there is no such file (--warehouse)" in said


@pytest.mark.parametrize("value", ["0", "-1", "much", "nan", "inf"])
def test_a_weight_is_a_number_above_zero(capsys, value) -> None:
    with pytest.raises(SystemExit) as refusal:
        fit_match_weights.main(["--real-weight", value])
    assert refusal.value.code == 2
    assert f"{value} is not a number above 0" in capsys.readouterr().err


def test_the_seed_is_written_as_it_is_read(tmp_path) -> None:
    reviewed = read_weights()
    assert text_of(reviewed.weights, reviewed.meanings) == SEED.read_text(encoding="utf-8")
    assert "intercept" in reviewed.weights
    assert "intercept" not in reviewed.features
    write_weights(tmp_path / "weights.csv", {"intercept": -0.5}, {"intercept": "One, or two"})
    written = (tmp_path / "weights.csv").read_bytes()
    assert written == b'feature,weight,meaning\nintercept,-0.500,"One, or two"\n'
    assert [path.name for path in tmp_path.iterdir()] == ["weights.csv"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("feature,weight\n", "its columns must be feature, weight, meaning"),
        (HEADER + "intercept,1,\n", "it needs a row `intercept` and one per feature"),
        (HEADER + "near,1,\nfar,1,\n", "it needs a row `intercept` and one per feature"),
        (HEADER + "intercept,1,\nnear,much,\n", "line 3: the weight is 'much', no number"),
        (HEADER + "intercept,1,\nnear,1,\nnear,2,\n", "line 4: near is there twice"),
    ],
)
def test_a_seed_that_cannot_be_used_is_named_with_the_reason(tmp_path, text, complaint) -> None:
    seed = tmp_path / "weights.csv"
    seed.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableInputError) as problem:
        read_weights(seed)
    assert str(seed) in str(problem.value)
    assert complaint in str(problem.value)
