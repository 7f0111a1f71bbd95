"""The list that `make bench` prints."""

import json
from pathlib import Path

from time_models import COULD_NOT_MEASURE, main


def test_models_are_listed_slowest_first_without_seeds_and_tests(tmp_path: Path, capsys) -> None:
    results = [
        {"unique_id": "model.sbir_enrichment.quick", "execution_time": 0.1},
        {"unique_id": "seed.sbir_enrichment.words", "execution_time": 9.0},
        {"unique_id": "model.sbir_enrichment.slow", "execution_time": 2.5},
        {"unique_id": "test.sbir_enrichment.unique_slow.abc", "execution_time": 8.0},
    ]
    path = tmp_path / "run_results.json"
    path.write_text(json.dumps({"elapsed_time": 20.0, "results": results}), encoding="utf-8")
    assert main([str(path)]) == 0
    slow, quick, together, run = capsys.readouterr().out.splitlines()
    assert slow.split() == ["2.50", "s", "slow"]
    assert quick.split() == ["0.10", "s", "quick"]
    assert together.split()[:3] == ["2.60", "s", "2"]
    assert run.split()[0] == "20.00"


def test_a_run_that_left_no_results_could_not_be_measured(tmp_path: Path, capsys) -> None:
    assert main([str(tmp_path / "run_results.json")]) == COULD_NOT_MEASURE
    assert "run_results.json" in capsys.readouterr().err
