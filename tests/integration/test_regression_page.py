"""The page of a comparison as people see it: in a browser, light, dark and on paper."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import needs_browser, note_troubles, running_browser
from playwright.sync_api import Browser, Page, expect

from sbir_enrichment.regression.page import render_report

sys.path.append(str(Path(__file__).parents[1] / "unit"))
from regression_samples import compared, of_models

HOSTILE = "<script>document.title='x'</script>|`tick`"
pytestmark = needs_browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the page of a comparison is in which everything has something to say."""
    past = [
        of_models({HOSTILE: 4.0, "int_names": 4.0, "int_old": 1.0}, day=day, shuffle=day)
        for day in range(8)
    ]
    now = of_models(
        {HOSTILE: 6.0, "int_names": 2.0, "int_new": 1.0}, day=9, accepted=880, peak_mb=1_600
    )
    path = tmp_path_factory.mktemp("page") / "regression.html"
    path.write_text(render_report(compared(past[0], now, past)), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.troubles = note_troubles(page)  # type: ignore[attr-defined]
    page.goto(address)
    yield page
    assert page.troubles == []  # type: ignore[attr-defined]
    page.close()


def test_it_tells_the_outcome_and_names_what_changed(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Did the build become slower, hungrier or worse?"
    )
    expect(page.locator(".outcome")).to_contain_text("Failure:")
    row = page.get_by_role("table", name="Changes that reach a limit").get_by_role("row")
    expect(row.filter(has_text=HOSTILE).first).to_contain_text("50 % slower")
    expect(page.get_by_role("table", name="Clear changes for the better")).to_contain_text(
        "int_names"
    )
    expect(page.get_by_text("New: int_new")).to_be_visible()
    assert page.title().startswith("Did the build")  # the hostile name changed nothing


def test_its_charts_are_drawn_and_told_in_words(page: Page) -> None:
    charts = page.locator(".chart[role=img]")
    expect(charts).to_have_count(3)
    for chart in charts.all():
        box = chart.locator("svg").bounding_box()
        assert box and box["width"] > 300 and box["height"] > 100
        assert "of" in (chart.get_attribute("aria-label") or "")


def test_all_figures_open_by_the_keyboard(page: Page) -> None:
    folded = page.get_by_role("table", name="Everything that was compared")
    expect(folded).to_be_hidden()
    page.locator("summary", has_text="comparisons").focus()
    page.keyboard.press("Enter")
    expect(folded).to_be_visible()


def test_no_table_makes_the_page_wider_than_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_follows_light_dark_and_print(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="light")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) != light
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) == light
