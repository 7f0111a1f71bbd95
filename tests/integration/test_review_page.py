"""The review page as reviewers use it: in a browser, from the disk, by keys, with hostile names."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from browsing import needs_browser, note_troubles, running_browser
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sbir_enrichment.pages.spreadsheet_cells import safe_cell
from sbir_enrichment.review.cases import Candidate, Case, Side
from sbir_enrichment.review.decisions import OVERRIDES, Decision
from sbir_enrichment.review.known_names import plain_line
from sbir_enrichment.review.page import queue_page, sample_page
from sbir_enrichment.review.queue import Queue
from sbir_enrichment.review.reading import read_decisions
from sbir_enrichment.review.sampling import Sample, Stratum

pytestmark = needs_browser

FEW, MANY = 40, 5000
HOSTILE = [
    "<script>document.title = 'owned'</script>",
    "</script><img src=x onerror=\"document.title='owned'\">",
    "\"quoted\", 'and' `more` ${1+1} {{ 7*7 }}",
    "\u202egnirts desrever\u202c אקמי מעבדות",
    "=cmd|' /c calc'!A1",
    "@SUM(1)\tx",
    "A" * 10_000,
    "line\nbreak\x07 \u2028",
]
AGENCIES = ("Department of Energy", "NASA")
STATUSES = ("ambiguous", "conflict", "review")
STATES = ("CA", "MA", "NY", None)


def case(number: int) -> Case:
    name = HOSTILE[number] if number < len(HOSTILE) else f"Firm {number} Labs, Inc."
    candidates = [
        Candidate(
            id=f"r{number}-{rank}",
            name=name if number < len(HOSTILE) else f"FIRM {number} {'LABS' * (rank % 2)} LLC",
            uei=f"UEI{number:09}" if rank == 1 else None,
            city="Salem" if rank == 1 else "Boston",
            state=STATES[number % 4],
            score=95.0 - rank,
            evidence=f"evidence {rank}",
            agrees=("state", "UEI") if rank == 1 else ("city", "state"),
            differs=("name", "city") if rank == 1 else ("name",),
        )
        for rank in range(1, 2 + number % 3)
    ]
    return Case(
        firm=Side(id=f"c{number:04}", name=name, uei=f"UEI{number:09}", city="Boston",
                  state=STATES[number % 4]),
        awards=1 + number % 5,
        amount=1000.0 * (MANY - number),
        agencies=AGENCIES[: 1 + number % 2],
        group=STATUSES[number % 3],
        reason=f"Review: {name}",
        candidates=tuple(candidates),
        candidates_in_all=len(candidates) + (number == 11),
    )  # fmt: skip


EARLIER = Decision(
    dict.fromkeys(OVERRIDES.columns, "")
    | {
        "company_id": "c0021",
        "recipient_id": "r21-1",
        "verdict": "different",
        "decided_by": "Bob",
        "decided_on": "2026-01-31",
        "reason": "known to us",
    },
    Path("seed.csv"),
    2,
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


def write_queue(file: Path, cases: Iterable[Case]) -> Path:
    queue = Queue(tuple(cases), MANY, 12_502_500_000.0, None)
    file.write_text(queue_page(queue, [EARLIER], "x.duckdb"), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_queue(tmp_path_factory.mktemp("review") / "review.html", map(case, range(FEW)))


@pytest.fixture(scope="module")
def long_page_file(page_file: Path) -> Path:
    return write_queue(page_file.with_name("long.html"), map(case, range(MANY)))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that remembers nothing."""
    context = browser.new_context(accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, page_file: Path) -> Iterator[Page]:
    page = context.new_page()
    page.set_default_timeout(10_000)
    troubles = note_troubles(page)
    page.goto(page_file.as_uri())
    yield page
    assert troubles == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def give_name(page: Page, name: str = "Ann Lee") -> None:
    expect(page.locator("#name-dialog")).to_be_visible()
    page.keyboard.type(name)
    press(page, "Enter")
    expect(page.locator("#name-dialog")).to_be_hidden()


def exported(page: Page, button: str = "Download as CSV") -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    assert waiting.value.suggested_filename.startswith("match_overrides_")
    return Path(waiting.value.path()).read_bytes().decode("utf-8")


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def search(page: Page, text: str) -> None:
    press(page, "/")
    page.keyboard.type(text)
    press(page, "Enter")


def test_three_firms_are_decided_on_with_the_keyboard_alone(page: Page, tmp_path: Path) -> None:
    search(page, "firm 9 labs")
    expect(page.locator("#case-name")).to_have_text("Firm 9 Labs, Inc.")
    press(page, "s")
    give_name(page)
    search(page, "firm 10 labs")
    press(page, "r")
    page.keyboard.type("the street, s and d, are another")
    press(page, "Enter", "d", "2", "s")
    search(page, "firm 11 labs")
    expect(page.locator("#case-facts")).to_contain_text("1 candidate more behind these")
    press(page, "u", "s")
    text = exported(page)
    file = tmp_path / "export.csv"
    file.write_text(text, encoding="utf-8")
    today = date.today().isoformat()
    read = read_decisions(file, OVERRIDES)
    assert [(each.firm, each.recipient, each.verdict) for each in read] == [
        ("c0009", "r9-1", "same"),
        ("c0010", "r10-1", "different"),
        ("c0010", "r10-2", "same"),
        ("c0011", "r11-1", "unsure"),
        ("c0011", "r11-2", "same"),
    ]
    assert {(each.cells["decided_by"], each.decided_on) for each in read} == {("Ann Lee", today)}
    assert read[1].cells["reason"] == "the street, s and d, are another"
    assert read[0].cells["reason"] == "agrees: state, UEI; differs: name, city"
    assert read[0].cells["recipient_name"] == "FIRM 9 LABS LLC"


def test_undo_takes_back_one_decision_after_the_other(page: Page) -> None:
    search(page, "firm 9 labs")
    press(page, "s")
    give_name(page)
    search(page, "firm 10 labs")
    press(page, "d", "s")
    expect(page.locator("#progress-text")).to_contain_text("3 of 40 firms")
    press(page, "z")
    expect(page.locator("#case-name")).to_have_text("Firm 10 Labs, Inc.")
    expect(page.locator("#progress-text")).to_contain_text("2 of 40 firms")
    press(page, "z")
    expect(page.locator("#sides tr.decision td").nth(1)).to_have_text("-")
    press(page, "z")
    expect(page.locator("#case-name")).to_have_text("Firm 9 Labs, Inc.")
    press(page, "z")
    expect(page.locator("#status")).to_have_text("There is nothing to undo.")
    expect(page.get_by_role("button", name="Download as CSV")).to_be_disabled()


def test_a_firm_is_the_same_as_one_candidate_only(page: Page) -> None:
    search(page, "firm 10 labs")
    press(page, "s")
    give_name(page)
    page.locator("#firms button").first.click()
    press(page, "2", "s")
    rows = rows_of(exported(page))
    assert [(row["recipient_id"], row["verdict"]) for row in rows] == [("r10-2", "same")]
    expect(page.locator("#status")).to_contain_text("1 decision downloaded.")
    press(page, "z")
    assert [row["recipient_id"] for row in rows_of(exported(page))] == ["r10-1"]


def test_decisions_outlive_the_page_and_a_page_of_another_build(
    context: BrowserContext, page: Page, page_file: Path
) -> None:
    search(page, "firm 9 labs")
    press(page, "d")
    give_name(page)
    page.goto("about:blank")
    page.goto(page_file.as_uri())
    expect(page.locator("#decisions tbody tr")).to_have_count(1)
    assert [row["verdict"] for row in rows_of(exported(page))] == ["different"]
    later = write_queue(page_file.with_name("later.html"), [case(30)])
    other = context.new_page()
    other.goto(later.as_uri())
    expect(other.locator("#others-text")).to_contain_text("left 1 decision more")
    press(other, "d")
    expect(other.locator("#name-dialog")).to_be_hidden()
    assert [row["company_id"] for row in rows_of(exported(other))] == ["c0030"]
    rows = rows_of(exported(other, "Download those"))
    assert [(row["company_id"], row["company_name"]) for row in rows] == [
        ("c0009", "Firm 9 Labs, Inc.")
    ]
    # The first window has heard of it.
    expect(page.locator("#decisions tbody tr")).to_have_count(2)
    other.get_by_role("button", name="Forget those").click()
    other.get_by_role("button", name="Forget them", exact=True).click()
    expect(page.locator("#decisions tbody tr")).to_have_count(1)
    press(other, "z")
    expect(page.locator("#decisions tbody tr")).to_have_count(2)
    other.close()


def test_a_browser_that_keeps_nothing_says_so_and_still_exports(
    context: BrowserContext, page_file: Path
) -> None:
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    page.goto(page_file.as_uri())
    expect(page.get_by_role("alert")).to_contain_text("keeps nothing")
    press(page, "s")
    give_name(page)
    assert [row["verdict"] for row in rows_of(exported(page))] == ["same"]
    page.close()


def test_filters_and_search_narrow_the_list(page: Page, long_page_file: Path) -> None:
    page.goto(long_page_file.as_uri())
    shown = page.locator("#list-range")
    expect(shown).to_have_text("1 to 12 of 4,999 firms")
    page.select_option("#group", "conflict")
    expect(shown).to_have_text("1 to 12 of 1,667 firms")
    page.select_option("#agency", "NASA")
    page.select_option("#state", "MA")
    page.fill("#least", "4000000")
    wanted = [
        each
        for each in map(case, range(MANY))
        if each.group == "conflict" and "NASA" in each.agencies and each.firm.state == "MA"
        and each.amount >= 4_000_000
    ]  # fmt: skip
    expect(shown).to_have_text(f"1 to 12 of {len(wanted)} firms")
    expect(page.locator("#firms button").nth(1)).to_contain_text(str(wanted[1].firm.name))
    page.get_by_role("button", name="Later ones").click()
    expect(shown).to_have_text(f"13 to 24 of {len(wanted)} firms")
    page.get_by_role("button", name="Show all to decide").click()
    expect(shown).to_have_text("1 to 12 of 4,999 firms")
    page.fill("#words", "uei000004321")
    expect(shown).to_have_text("1 to 1 of 1 firm")
    page.fill("#words", "no such firm")
    expect(shown).to_have_text("No firm fits.")
    expect(page.locator("#case")).to_be_hidden()
    page.select_option("#show", "all")
    page.fill("#words", "firm 21 labs")
    expect(page.locator("#sides tr.decision")).to_contain_text("✗ different (Bob, 2026-01-31)")


def test_what_agrees_and_differs_is_said_in_words(page: Page) -> None:
    search(page, "firm 10 labs")
    sides = page.locator("#sides")
    expect(sides.get_by_role("row", name="UEI")).to_contain_text("= agrees")
    expect(sides.get_by_role("row", name="City").get_by_role("cell").nth(1)).to_contain_text(
        "≠ differs"
    )
    expect(sides.get_by_role("row", name="City").get_by_role("cell").nth(2)).to_contain_text(
        "= agrees"
    )
    assert sides.locator("mark").all_inner_texts() == ["Inc.", "LLC", "LLC"]


def test_hostile_names_are_text_on_the_page_and_in_the_export(page: Page) -> None:
    shown = [
        name if len(name) <= 300 else f"{name[:300]}… and 9,700 characters more" for name in HOSTILE
    ]
    for number, name in enumerate(shown):
        page.locator(f"#firms button[data-case='{number}']").click()
        assert page.locator("#case-name").text_content() == name
        assert page.locator("#sides tbody td").first.text_content() == name
        press(page, "d")
        if number == 0:
            give_name(page, "=Ann")
    rows = rows_of(exported(page))
    assert page.title() == "Review matches"
    assert page.locator("img").count() == 0
    assert [row["company_name"] for row in rows] == [safe_cell(plain_line(name)) for name in shown]
    assert {row["decided_by"] for row in rows} == {"'=Ann"}


def test_the_page_makes_cells_safe_as_the_project_does(page: Page) -> None:
    texts = [*HOSTILE, "'", "'=x", "''-x", " =x", "-5", "+1", "\uff1dx", "a,b", 'say "x"', "é"]
    cells = page.evaluate("texts => texts.map(text => csvCell(plainLine(text)))", texts)
    for text, cell in zip(texts, cells, strict=True):
        assert next(csv.reader([cell]), [""]) == [safe_cell(plain_line(text))]


def test_keys_write_in_fields_and_can_be_switched_off(page: Page) -> None:
    press(page, "r")
    page.keyboard.type("sdunpz?/1")
    expect(page.locator("#reason")).to_have_value("sdunpz?/1")
    press(page, "Escape", "?")
    page.get_by_label("Keys decide").uncheck()
    page.get_by_role("button", name="Close").click()
    press(page, "s", "n")
    expect(page.locator("#name-dialog")).to_be_hidden()
    expect(page.locator("#decisions-text")).to_have_text("None yet.")


def test_whoever_gives_no_name_decides_nothing(page: Page) -> None:
    press(page, "s")
    page.get_by_role("button", name="Cancel").click()
    press(page, "s", "Escape")
    expect(page.locator("#decisions-text")).to_have_text("None yet.")


def test_five_thousand_firms_do_not_lag(page: Page, long_page_file: Path) -> None:
    page.goto(long_page_file.as_uri())
    press(page, "d")
    give_name(page)
    seconds = page.evaluate(
        """() => {
            const key = { key: 'd', bubbles: true };
            const press = () => document.body.dispatchEvent(new KeyboardEvent('keydown', key));
            const write = () => {
                byId('words').value += '1';
                byId('filters').dispatchEvent(new Event('input'));
            };
            return [press, write].map(act => {
                const before = performance.now();
                for (let time = 0; time < 5; time += 1) {
                    act();
                    document.body.getBoundingClientRect();
                }
                return (performance.now() - before) / 5000;
            });
        }"""
    )
    print(f"seconds for a decision and for a letter of the search: {seconds}")
    assert max(seconds) < 0.25


def test_everything_has_a_name_and_is_reached_by_tab(page: Page) -> None:
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, progress')].filter(each =>
            !(each.labels?.length || each.textContent.trim() || each.getAttribute('aria-label')))
            .map(each => each.outerHTML)"""
    )
    assert nameless == []
    reached = set()
    for _ in range(60):
        press(page, "Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.innerText"))
    assert {"show", "words", "Same S", "reason", "expires", "Candidate 1", "rename"} <= reached


def test_without_any_firm_the_page_says_so(page: Page, page_file: Path) -> None:
    empty = page_file.with_name("empty.html")
    empty.write_text(queue_page(Queue((), 0, 0.0, None), [], "x.duckdb"), encoding="utf-8")
    page.goto(empty.as_uri())
    expect(page.get_by_text("There is nothing to decide.")).to_be_visible()


def test_a_sample_is_labelled_on_the_same_page(page: Page, page_file: Path) -> None:
    drawn = case(9).model_copy(
        update={
            "group": "uei_exact 100",
            "cells": {
                "match_method": "uei_exact",
                "stratum": "uei_exact 100",
                "stratum_firms": "40",
            },
        }
    )
    sample = Sample((Stratum("uei_exact 100", 40, 1),), (drawn,))
    file = page_file.with_name("sample.html")
    file.write_text(sample_page(sample, "x.duckdb", "1 by seed 1"), encoding="utf-8")
    page.goto(file.as_uri())
    expect(page.locator("#expires")).to_have_count(0)
    press(page, "s")
    give_name(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").click()
    (row,) = rows_of(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert (row["stratum"], row["stratum_firms"], row["match_method"], row["verdict"]) == (
        "uei_exact 100",
        "40",
        "uei_exact",
        "same",
    )
    assert "expires_on" not in row
