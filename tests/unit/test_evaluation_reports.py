"""Console, JSON and page show the same object, whatever the names in it."""

import io
import json
import re

from evaluation_samples import evaluation
from rich.console import Console

from sbir_enrichment.evaluation.approaches import measure_rivals
from sbir_enrichment.evaluation.console import print_evaluation, spread_out
from sbir_enrichment.evaluation.page import render_evaluation
from sbir_enrichment.evaluation.result import Agreement, CurvePoint, Evaluation

HOSTILE = "<script>alert('x')</script> & [bold]Sons[/bold]"


def printed(seen: Evaluation) -> str:
    told = io.StringIO()
    print_evaluation(seen, Console(file=told, width=200))
    return told.getvalue()


def test_json_reads_back_as_the_same_evaluation() -> None:
    written = evaluation(HOSTILE).model_dump_json()
    assert Evaluation.model_validate_json(written) == evaluation(HOSTILE)


def test_json_has_what_its_schema_requires() -> None:
    schema = Evaluation.model_json_schema()
    written = json.loads(evaluation().model_dump_json())
    assert set(schema["required"]) <= set(written) == set(schema["properties"])
    assert written["schema_version"] == 1
    assert written["approaches"][0]["agreement"]["recall"] == {
        "right": 8,
        "of": 10,
        "value": 0.8,
        "low": 0.490162,
        "high": 0.943318,
    }


def test_a_recipient_called_script_is_harmless_on_the_page() -> None:
    page = render_evaluation(evaluation(HOSTILE))
    assert "<script" not in page.lower()
    assert page.count("&lt;script&gt;") >= 8


def test_the_page_needs_no_network_and_describes_its_charts() -> None:
    page = render_evaluation(evaluation())
    fetched = re.findall(
        r"""(?:src|href)=["'](?!#|data:)[^"']+|url\((?!#|"#|'#)[^)]+|@import""", page
    )
    assert fetched == []
    assert page.count("<svg") == 2
    assert len(re.findall(r'<div class="chart" role="img" aria-label="[^"]{20,}"', page)) == 2
    assert page.count("<caption>") == page.count("<table>")


def test_console_and_page_show_the_same_figures() -> None:
    told, page = printed(evaluation()), render_evaluation(evaluation())
    for figure in ("88.9 % (56.5-98.0)", "80.0 % (49.0-94.3)", "90.0 % (59.6-98.2)", "0.842"):
        assert figure in told
        assert figure in page


def test_square_brackets_in_a_name_are_printed_and_not_obeyed() -> None:
    told = printed(evaluation("[bold]X[/bold]"))
    assert told.count("[bold]X[/bold]") >= 8


def test_an_approach_that_was_not_measured_says_so() -> None:
    assert "not measured: x" in printed(evaluation())
    assert "not measured: x" in render_evaluation(evaluation())


def test_without_splink_the_row_says_how_to_get_it(monkeypatch) -> None:
    monkeypatch.setattr("sbir_enrichment.evaluation.approaches.is_installed", lambda module: False)
    (row,) = measure_rivals(["splink"], connection=None, verdicts=[], positives=1)
    assert row.agreement is None
    assert row.note == "not measured: .venv/bin/pip install splink==5.0.0"


def test_a_long_curve_is_printed_in_twelve_rows_with_both_ends() -> None:
    curve = [
        CurvePoint(score=score, agreement=Agreement.counted(1, 1, 1)) for score in range(99, 0, -1)
    ]
    shown = [point.score for point in spread_out(curve)]
    assert len(shown) == 12
    assert (shown[0], shown[-1]) == (99, 1)
    assert spread_out(curve[:5]) == curve[:5]
