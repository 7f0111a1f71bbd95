"""How far the scoring has come is told on a terminal by a bar, elsewhere by a line now and then."""

import re

import pytest
from scoring_samples import MANY_PAIRS, Command, ask_for, database

from sbir_enrichment.scoring import progress

LINE = r"name pairs: ([\d,]+) of 200 scored, [\d,]+ a second, \d:\d\d:\d\d left"


def score(command: Command) -> list[int]:
    """Score many pairs; return the counts that the lines told meanwhile."""
    connection = database()
    ask_for(connection, MANY_PAIRS)
    command.run(connection, chunks=8)
    return [int(match[1]) for line in command.lines if (match := re.fullmatch(LINE, line))]


def test_lines_tell_done_total_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0)
    told = score(Command())
    assert told == sorted(told)
    assert len(told) == 8
    assert told[-1] == 200


def test_a_short_run_says_one_line_at_its_end() -> None:
    command = Command()
    assert score(command) == []
    assert len(command.lines) == 1


@pytest.mark.parametrize(
    ("terminal", "is_quiet", "has_bar"),
    [("1", False, True), ("1", True, False), ("0", False, False)],
)
def test_a_bar_is_for_terminals_that_did_not_ask_for_quiet(
    terminal: str,
    is_quiet: bool,
    has_bar: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", terminal)
    score(Command(is_quiet=is_quiet))
    captured = capsys.readouterr()
    assert ("200/200" in captured.err) == has_bar
    assert captured.out == ""
