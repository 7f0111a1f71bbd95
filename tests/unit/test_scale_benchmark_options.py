"""What may be asked of the benchmark; misuse is refused before anything takes time."""

from fractions import Fraction
from pathlib import Path

import pytest

import benchmark_scale
from sbir_enrichment.measuring.work_folders import sole_use
from sbir_enrichment.scale_benchmark.arguments import build_parser, parse_options
from sbir_enrichment.scale_benchmark.data_sets import wanted_request
from sbir_enrichment.scale_benchmark.options import Options


def parsed(tmp_path: Path, *arguments: str) -> Options:
    folders = ["--data-folder", str(tmp_path / "data"), "--work-folder", str(tmp_path / "work")]
    return parse_options(build_parser("test"), [*folders, *arguments])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sizes", "10000,many"], "'many' is not a number of recipients"),
        (["--sizes", ""], "'' is not a number of recipients"),
        (["--sizes", "10_000"], "'10_000' is not a number"),
        (["--sizes", "-5000"], "'-5000' is not a number"),
        (["--sizes", "1e6"], "'1e6' is not a number"),
        (["--sizes", "10000,999"], "999 is too small"),
        (["--sizes", "10000,10000"], "given twice"),
        (["--sizes", "2000", "--runs", "0"], "--runs"),
        (["--sizes", "2000", "--threads", "0"], "--threads"),
        (["--sizes", "2000", "--memory-limit", "plenty"], "'plenty'"),
        (["--sizes", "2000", "--awards-per-recipient", "0"], "--awards-per-recipient: '0'"),
        (["--sizes", "2000", "--firms-per-recipient", "1/0"], "--firms-per-recipient: '1/0'"),
        (["--sizes", "2000", "--max-exponent", "0.8"], "at least two --sizes"),
        # More firms than awards: the generator says so.
        (["--sizes", "2000", "--firms-per-recipient", "0.5"], "2000 recipients: --companies"),
        (["--sizes", "2000", "--seed", "-1"], "--seed must not be negative"),
    ],
)
def test_misuse_has_one_clear_message_and_exit_code_2(
    tmp_path: Path, capsys, arguments: list[str], said: str
) -> None:
    folders = ["--data-folder", str(tmp_path / "data"), "--work-folder", str(tmp_path / "work")]
    assert benchmark_scale.main([*folders, *arguments]) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("benchmark_scale: ") and said in last


@pytest.mark.parametrize("option", ["--data-folder", "--work-folder", "--output-json"])
def test_a_folder_that_cannot_be_written_is_misuse(tmp_path: Path, capsys, option: str) -> None:
    (tmp_path / "file").touch()
    within = tmp_path / "file" / "folder"  # nobody, not even root, can make a folder in a file
    folders = ["--data-folder", str(tmp_path / "data"), "--work-folder", str(tmp_path / "work")]
    named = within / "result.json" if option == "--output-json" else within
    assert benchmark_scale.main([*folders, "--sizes", "2000", option, str(named)]) == 2
    assert f"cannot write to the folder {within}" in capsys.readouterr().err


def test_an_output_file_that_is_a_folder_is_misuse(tmp_path: Path, capsys) -> None:
    arguments = ["--data-folder", str(tmp_path), "--work-folder", str(tmp_path)]
    arguments += ["--sizes", "2000", "--output-markdown", str(tmp_path)]
    assert benchmark_scale.main(arguments) == 2
    assert "is a folder; name the file" in capsys.readouterr().err


def test_two_benchmarks_cannot_use_one_work_folder(tmp_path: Path, capsys) -> None:
    (tmp_path / "work").mkdir()
    arguments = ["--data-folder", str(tmp_path), "--work-folder", str(tmp_path / "work")]
    with sole_use(tmp_path / "work", "wait"):
        assert benchmark_scale.main([*arguments, "--sizes", "2000"]) == 2
    assert "another benchmark works in" in capsys.readouterr().err


def test_sizes_are_measured_from_the_smallest_to_the_largest(tmp_path: Path) -> None:
    assert parsed(tmp_path, "--sizes", "3000, 1000,2000").sizes == (1000, 2000, 3000)


def test_full_size_has_the_awards_and_firms_it_is_known_for(tmp_path: Path) -> None:
    request = wanted_request(3_300_000, parsed(tmp_path))
    assert (request.awards, request.companies, request.seed) == (533_000, 40_000, 7)


def test_proportions_can_be_given_as_numbers_or_fractions(tmp_path: Path) -> None:
    shares = ("--awards-per-recipient", "0.5", "--firms-per-recipient", "1/8")
    options = parsed(tmp_path, *shares)
    assert options.awards_per_recipient == Fraction(1, 2)
    request = wanted_request(2_000, options)
    assert (request.awards, request.companies) == (1_000, 250)
