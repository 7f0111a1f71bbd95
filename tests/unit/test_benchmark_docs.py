"""The tables of the pages on performance are what the kept results say, and nothing else."""

import shutil
from pathlib import Path

import pytest
from benchmark_result_samples import a_result

import write_benchmark_docs
from sbir_enrichment.benchmark_docs.growth import fit_line
from sbir_enrichment.benchmark_docs.growth_tables import growth_lines
from sbir_enrichment.benchmark_docs.pages import BLOCKS, NOT_MEASURED, PAGES, names_of_blocks
from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmark_results.sizes import Sizes
from sbir_enrichment.scale_benchmark.kept_reports import read_report
from sbir_enrichment.scale_benchmark.report import to_json

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "performance"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in PAGES:
        shutil.copy(DOCS / name, tmp_path / name)
    (tmp_path / "results").mkdir()
    shutil.copy(DOCS / "results/recipients.json", tmp_path / "results/recipients.json")
    return tmp_path


def command(folder: Path, *arguments: str) -> int:
    return write_benchmark_docs.main([*arguments, "--folder", str(folder)])


def of_size(awards: int, seconds: float, **facts: object) -> BenchmarkResult:
    result = a_result(wall_seconds=(seconds, seconds * 1.1), **facts)
    matches = result.matches.model_copy(update={"awards": awards, "accepted": awards // 2})
    return result.model_copy(update={"matches": matches})


def written(folder: Path, *results: BenchmarkResult) -> str:
    path = folder / "sizes.json"
    path.write_text(Sizes(results=results).model_dump_json())
    return str(path)


def test_the_pages_of_the_project_are_as_the_command_would_write_them(capsys) -> None:
    assert write_benchmark_docs.main(["--check"]) == 0, capsys.readouterr().err


def test_every_block_stands_on_exactly_one_page() -> None:
    found = [name for page in PAGES for name in names_of_blocks((DOCS / page).read_text())]
    assert sorted(found) == sorted(BLOCKS)


def test_a_table_that_was_edited_is_stale_and_is_written_anew(folder: Path, capsys) -> None:
    page = folder / "scale.md"
    original = page.read_text()
    command(folder)
    before = page.read_text()
    assert before == original
    page.write_text(before.replace("| build, s | ", "| build, s | 9"))
    assert command(folder, "--check") == 1
    assert "scale.md is stale" in capsys.readouterr().err
    assert command(folder) == 0
    assert page.read_text() == before
    assert command(folder, "--check") == 0


def test_new_results_are_kept_and_shown_and_those_before_are_gone(folder: Path) -> None:
    assert command(folder, "--awards", written(folder, of_size(50, 5.0))) == 0
    given = written(folder, of_size(100, 10.0), of_size(1_000, 20.0, model="a|b<c"))
    assert command(folder, "--awards", given) == 0
    page = (folder / "enrichment-benchmarks.md").read_text()
    assert "| awards | 100 | 1,000 |" in page
    assert "| build, s | 10.5 (10.0 to 11.0) | 21.0 (20.0 to 22.0) |" in page
    assert "| awards per second | 9.5 | 48 |" in page
    assert "| match rate | 50.00 % (50 of 100) | 50.00 % (500 of 1,000) |" in page
    assert r"| `a\|b&lt;c` | 10.50 | 900 | 86 |" in page
    assert "No formula: that takes at least 3 sizes." in page
    assert command(folder, "--check") == 0


def test_what_was_not_measured_is_said(folder: Path) -> None:
    for path in (folder / "results").iterdir():
        path.unlink()
    assert command(folder) == 0
    for name in PAGES:
        text = (folder / name).read_text()
        assert text.count(NOT_MEASURED) == len(names_of_blocks(text))


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"schema_version": 1}', '{"schema_version": 9}', '{"results": [], "sizes": []}'],
)
@pytest.mark.parametrize("option", ["--awards", "--recipients"])
def test_a_file_that_is_no_result_is_named_and_changes_nothing(
    folder: Path, capsys, option: str, content: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    odd = folder / "odd.json"
    odd.write_text(content)
    assert command(folder, option, str(odd)) == 2
    assert "odd.json" in capsys.readouterr().err
    odd.unlink()
    after = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("<!-- end: scale -->", ""),
        lambda text: text.replace(": scale -->", ": unknown -->"),
        lambda text: text.replace("<!-- begin: scale -->", "").replace("<!-- end: scale -->", ""),
    ],
    ids=["half a block", "unknown block", "no block"],
)
def test_a_page_whose_markers_are_damaged_is_named_and_no_page_is_written(
    folder: Path, capsys, damage
) -> None:
    page, other = folder / "scale.md", folder / "enrichment-benchmarks.md"
    page.write_text(damage(page.read_text()))
    before = other.stat().st_mtime_ns
    assert command(folder) == 2
    assert capsys.readouterr().err
    assert other.stat().st_mtime_ns == before


def test_no_result_is_kept_that_the_pages_cannot_show(folder: Path, capsys) -> None:
    (folder / "scale.md").write_bytes(b"\xff\xfe")
    assert command(folder, "--awards", written(folder, of_size(100, 9.0))) == 2
    assert "scale.md is not in UTF-8" in capsys.readouterr().err
    assert not (folder / "results/awards.json").exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", "[" * 10_000, '{"schema_version": 1}'])
def test_a_file_that_is_no_report_of_scale_is_named(folder: Path, capsys, content: str) -> None:
    (folder / "odd.json").write_text(content)
    assert command(folder, "--recipients", str(folder / "odd.json")) == 2
    assert "odd.json is no report of benchmark_scale.py" in capsys.readouterr().err


def test_misuse_is_said(folder: Path) -> None:
    with pytest.raises(SystemExit) as raised:
        command(folder, "--check", "--recipients", "x.json")
    assert raised.value.code == 2


def test_a_report_of_scale_is_read_as_it_was_written() -> None:
    path = DOCS / "results/recipients.json"
    assert to_json(read_report(path)) == path.read_text()


def test_a_line_is_found_again_whatever_the_sizes() -> None:
    sizes = [100, 500, 1_000, 10_000]
    line = fit_line(sizes, [20 + 0.004 * size for size in sizes])
    assert line is not None
    assert (line.fixed, line.each) == pytest.approx((20, 0.004))
    assert line.worst == pytest.approx(0, abs=1e-9)
    assert line.at(100_000) == pytest.approx(420)


def test_the_worst_miss_of_a_line_is_told_and_measured_sizes_are_not_estimated() -> None:
    line = fit_line([1, 2, 3], [10.0, 20.0, 40.0])
    assert line is not None and 0.05 < line.worst < 0.5
    told = "\n".join(growth_lines("awards", [1, 2, 3], [10.0, 20.0, 40.0], [2, 5], unit=1))
    assert f"more than {100 * line.worst:.0f} %" in told
    assert "| awards | 5 |" in told
