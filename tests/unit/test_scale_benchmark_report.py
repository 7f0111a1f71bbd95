"""Gates, exit codes and the files that are written, on figures that were made up."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import benchmark_scale
from sbir_enrichment.measuring.commands import Cost
from sbir_enrichment.measuring.machine import Machine
from sbir_enrichment.measuring.sampling import Peaks
from sbir_enrichment.scale_benchmark.counts import Accuracy, MethodCounts, NameCounts
from sbir_enrichment.scale_benchmark.figures import Run, SizeFigures
from sbir_enrichment.scale_benchmark.gates import MIB, judge_limits
from sbir_enrichment.scale_benchmark.growth import fit_growth
from sbir_enrichment.scale_benchmark.options import Limits, Options
from sbir_enrichment.scale_benchmark.report import Report
from sbir_enrichment.scale_benchmark.tables import to_markdown


def cost(seconds: float, mib: int = 100) -> Cost:
    peaks = Peaks(samples=9, rss_bytes=mib * MIB, high_water_bytes=(mib - 5) * MIB)
    return Cost(exit_code=0, wall_seconds=seconds, cpu_seconds=seconds, peaks=peaks)


def size(recipients: int, *runs: Run, accepted: int = 100) -> SizeFigures:
    counts = NameCounts(accepted=accepted, accepted_rightly=min(accepted, 90), findable=120)
    accuracy = Accuracy(1234, counts, counts, (MethodCounts("uei_exact", 50, 49),), "1")
    return SizeFigures(recipients, 160, 12, False, runs, accuracy)


SIZES = (
    # The small size alone would fail every gate: only the largest is held against them.
    size(1_000, Run(cost(0.1), cost(20, 9999), cost(20)), accepted=0),
    size(4_000, Run(cost(10), cost(40, 500), cost(20, 600))),
)
KEPT = {
    "max_floor_ratio": 4.0,
    "max_peak_mb": 600.0,
    "max_exponent": 0.5,
    "min_precision": 0.9,
    "min_recall": 0.75,
    "min_second_build_ratio": 2.0,
}


def report(limits: Limits, *sizes: SizeFigures, folder: Path = Path()) -> Report:
    sizes = sizes or SIZES
    growth = fit_growth([each.recipients for each in sizes], [each.wall_seconds for each in sizes])
    options = Options(
        tuple(each.recipients for each in sizes),
        len(sizes[0].runs),
        7,
        "1GB",
        2,
        folder,
        folder,
        limits=limits,
    )
    machine = Machine("made-up processor", 2, 24 * 1024 * MIB, "Linux", "3.11", {})
    gates = judge_limits(limits, sizes, growth)
    return Report("2026-11-22T00:00:00+00:00", options, machine, None, sizes, growth, gates)


def test_limits_just_reached_are_kept() -> None:
    gates = report(Limits(**{**KEPT, "max_exponent": 0.5 + 1e-9})).gates
    assert len(gates) == len(KEPT)
    assert not [gate.sentence for gate in gates if not gate.holds]


@pytest.mark.parametrize("name", KEPT)
def test_a_limit_just_missed_fails_and_no_other(name: str) -> None:
    tighter = KEPT[name] * (0.999 if name.startswith("max") else 1.001)
    limits = Limits(**{**KEPT, "max_exponent": 0.5 + 1e-9, name: tighter})
    (failed,) = report(limits).failed
    assert failed.option == f"--{name.replace('_', '-')}"
    assert failed.sentence.startswith("FAILS")


def test_without_limits_there_are_no_gates() -> None:
    assert report(Limits()).gates == ()


def test_a_precision_that_does_not_exist_keeps_no_limit() -> None:
    nothing_accepted = size(4_000, Run(cost(1), cost(1), cost(1)), accepted=0)
    (gate,) = report(Limits(min_precision=0.5), nothing_accepted).failed
    assert "nothing to measure" in gate.sentence


def test_of_several_runs_the_median_ratio_counts_and_the_range_is_shown() -> None:
    runs = [Run(cost(10), cost(wall), cost(10)) for wall in (30, 90, 20)]
    shown = report(Limits(max_floor_ratio=3), size(4_000, *runs))
    assert not shown.failed
    assert "| build, s | 30.0 (20.0 to 90.0) |" in to_markdown(shown)


@pytest.mark.parametrize(("limit", "exit_code"), [(0.9, 0), (0.95, 1)])
def test_a_failed_gate_is_named_and_decides_the_exit_code_and_all_files_are_written(
    tmp_path: Path, capsys, monkeypatch, limit: float, exit_code: int
) -> None:
    made = report(Limits(min_precision=limit), folder=tmp_path)
    monkeypatch.setattr(benchmark_scale, "run_benchmark", lambda _: made)
    arguments = ["--data-folder", str(tmp_path), "--work-folder", str(tmp_path)]
    arguments += ["--output-json", str(tmp_path / "result.json")]
    arguments += ["--output-markdown", str(tmp_path / "result.md")]
    assert benchmark_scale.main([*arguments, "--sizes", "1000,4000"]) == exit_code
    said = capsys.readouterr()
    assert ("gate FAILS: --min-precision 0.95, 0.9" in said.err) == (exit_code == 1)
    written = json.loads((tmp_path / "result.json").read_text())
    assert [each["recipients"] for each in written["sizes"]] == [1_000, 4_000]
    assert written["sizes"][1]["summary"]["floor_ratio"]["median"] == 4
    assert written["sizes"][1]["accuracy"]["firms"]["precision"] == 0.9
    assert written["sizes"][0]["accuracy"]["firms"]["precision"] is None
    assert written["growth"]["between_largest"] == pytest.approx(0.5)
    assert written["gates"][0]["holds"] == (exit_code == 0)
    assert (tmp_path / "result.md").read_text() == to_markdown(made)
    assert said.out.splitlines()[-1] == str(tmp_path / "result.md")


def test_the_markdown_table_has_a_column_for_each_size_and_says_what_was_not_told() -> None:
    lines = to_markdown(report(Limits())).splitlines()
    assert lines[0] == "| recipients | 1,000 | 4,000 |"
    table = [line for line in lines if line.startswith("|")]
    assert {line.count("|") for line in table} == {4}
    assert "| candidate pairs | 1,234 | 1,234 |" in table
    assert "| precision by name, firms | none | 0.9000 (90 of 100) |" in table
    assert "| peak memory (PSS), MiB | not told by the system | not told by the system |" in table
    assert "| peak memory (RSS), MiB | 9,999 | 600 |" in table
    assert "to the power of 0.50 over all sizes" in lines[-1]


def test_a_change_of_one_figure_changes_the_table() -> None:
    before = report(Limits())
    slower = replace(SIZES[1], runs=(Run(cost(10), cost(41), cost(20)),))
    assert to_markdown(before) != to_markdown(report(Limits(), SIZES[0], slower))
