"""The docs site as people see it: one page, opened without a server or a network."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

import summarize_build

BROWSER = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NODES = "document.querySelector('#cy')._cyreg.cy.nodes(':visible').map(node => node.id())"
IS_DRAWN = """[...document.querySelectorAll('#cy canvas')].some(
    canvas => canvas.getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height).data.some(value => value !== 0)
)"""

needs_browser = pytest.mark.skipif(
    BROWSER is None,
    reason="SKIPPED, NOT PASSED: the docs site was not opened; `make browser` installs Chromium",
)


@pytest.fixture(scope="module")
def site(built_sample: Path, run_dbt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a docs site made the way `make build` makes it."""
    folder = tmp_path_factory.mktemp("docs_site")
    database = Path(shutil.copyfile(built_sample, folder / "sbir.duckdb"))
    run_dbt("docs", "generate", "--static", "--no-compile", database=database)
    return database.parent / "target"


@pytest.fixture(scope="module")
def page(site: Path) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=QUIET)
        page = browser.new_page()
        page.requests_to_the_network = []
        page.on(
            "request",
            lambda request: (
                page.requests_to_the_network.append(request.url)
                if request.url.startswith(("http:", "https:"))
                else None
            ),
        )
        yield page
        browser.close()


@pytest.fixture
def show(page: Page, site: Path):
    """Open one place of the site, as a link to it would."""

    def open_place(place: str) -> Page:
        page.goto(f"{(site / 'static_index.html').as_uri()}#!/{place}")
        return page

    return open_place


def test_every_column_of_every_model_is_in_its_yaml(site: Path) -> None:
    catalog = json.loads((site / "catalog.json").read_text(encoding="utf-8"))["nodes"]
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["nodes"]
    models = {key for key, node in manifest.items() if node["resource_type"] == "model"}
    assert models <= catalog.keys(), "dbt made no table of these"
    unlike = {
        manifest[model]["name"]: sorted(
            catalog[model]["columns"].keys() ^ manifest[model]["columns"]
        )
        for model in models
        if catalog[model]["columns"].keys() != manifest[model]["columns"].keys()
    }
    assert not unlike, f"Describe new columns, drop those that are gone: {unlike}"


def test_the_readme_shows_the_match_rate_that_the_build_prints(site: Path, capsys) -> None:
    summarize_build.main(["--database", str(site.parent / "sbir.duckdb"), "--docs", "x"])
    printed = capsys.readouterr().out.partition(", built")[0]
    assert printed.startswith("Match rate: ")
    assert printed in Path("README.md").read_text(encoding="utf-8"), f"README.md: say '{printed}'"


@needs_browser
def test_the_overview_says_what_the_project_is(show) -> None:
    page = show("overview")
    expect(page.get_by_role("heading", name="SBIR and STTR awards")).to_be_visible()
    expect(page.locator(".app-menu")).to_contain_text("sbir_enrichment")


@needs_browser
def test_the_enriched_awards_are_described_column_by_column(show) -> None:
    page = show("model/model.sbir_enrichment.fct_enriched_awards")
    expect(page.get_by_role("heading", name="fct_enriched_awards")).to_be_visible()
    expect(page.locator("body")).to_contain_text("One row per award of the input")
    status = page.locator("tr", has=page.get_by_text("match_status", exact=True))
    expect(status.first).to_contain_text("accepted")


@needs_browser
@pytest.mark.parametrize(
    ("model", "code"),
    [("stg_inputs__files", "inspect_inputs"), ("int_name_pair_similarities", "score_in_chunks")],
)
def test_python_models_are_listed_with_their_code(show, model: str, code: str) -> None:
    page = show(f"model/model.sbir_enrichment.{model}")
    expect(page.get_by_role("heading", name=model)).to_be_visible()
    expect(page.locator("body")).to_contain_text("python")
    expect(page.locator("pre", has_text=code).first).to_be_visible()


@needs_browser
def test_the_lineage_of_the_enriched_awards_is_drawn(show) -> None:
    page = show("model/model.sbir_enrichment.fct_enriched_awards")
    page.get_by_title("View Lineage Graph").click()
    page.wait_for_function(IS_DRAWN)
    neighbours = set(page.evaluate(NODES))
    assert "model.sbir_enrichment.int_award_matches" in neighbours
    page.locator("a[title='View Fullscreen']:visible").click()
    page.wait_for_function(f"{NODES}.length > {len(neighbours)}")
    ancestors = set(page.evaluate(NODES))
    assert {
        "source.sbir_enrichment.sbir.award_data",
        "model.sbir_enrichment.int_names",
    } <= ancestors
    page.wait_for_function(IS_DRAWN)


@needs_browser
def test_the_site_asks_nothing_of_the_network(show) -> None:
    page = show("overview")
    expect(page.locator(".app-menu")).to_be_visible()
    assert page.requests_to_the_network == []
