"""The docs site as people see it: opened from the disk, without a server or a network."""

import json
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import duckdb
import pytest
from browsing import needs_browser, note_troubles, running_browser
from page_texts import embedded, read_page
from playwright.sync_api import Browser, Page, expect

import build_site
from sbir_enrichment.docs_site.search_index import search_index
from sbir_enrichment.docs_site.search_page import render_search
from sbir_enrichment.docs_site.site import Request
from sbir_enrichment.docs_site.summary import summary
from sbir_enrichment.quality_report.warehouses import open_warehouse

PROJECT = Path(__file__).parents[2]
HOSTILE = [
    "<script>document.title = 'owned'</script>",
    "</script><img src=x onerror=\"document.title='owned'\">",
    "\"quoted\", 'and' `more` ${1+1} {{ 7*7 }}",
    "\u202egnirts desrever\u202c אקמי מעבדות",
    "=cmd|' /c calc'!A1",
    "A" * 10_000,
    "line\nbreak\x07 \u2028",
]
MADE_HERE = ("index.html", "search.html", "quality.html", "review.html")
NODES = "document.querySelector('#cy')._cyreg.cy.nodes(':visible').map(node => node.id())"
IS_DRAWN = """[...document.querySelectorAll('#cy canvas')].some(
    canvas => canvas.getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height).data.some(value => value !== 0)
)"""
# A chart that is not described says nothing to who cannot see it; a field without a name neither.
UNNAMED = """[
    ...[...document.querySelectorAll('svg')].filter(
        drawn => !drawn.closest('[role=img][aria-label]')),
    ...[...document.querySelectorAll('input, select, textarea')].filter(
        field => !field.labels.length && !field.ariaLabel),
    ...[...document.querySelectorAll('button, a')].filter(
        pressed => !pressed.textContent.trim() && !pressed.ariaLabel),
    ...[...document.querySelectorAll('table')].filter(
        table => !table.caption && !document.getElementById(table.getAttribute('aria-labelledby'))),
].map(element => element.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def made(run_dbt, built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the build of the sample and what dbt writes of it."""
    folder = tmp_path_factory.mktemp("docs_site") / "built"
    shutil.copytree(built_sample.parent, folder, symlinks=True)
    run_dbt("docs", "generate", "--static", "--no-compile", database=folder / "sbir.duckdb")
    # What belongs to the project and is read from its folder.
    shutil.copytree(PROJECT / "seeds/lookups", folder / "seeds/lookups")
    return folder


def make_site(folder: Path, *options: str) -> Path:
    """Make the site as the Makefile does, in a folder of its own."""
    with chdir(folder):
        assert build_site.main(["--database", "sbir.duckdb", *options]) == 0
    return folder / "target/docs"


@pytest.fixture(scope="module")
def site(made: Path) -> Path:
    evaluation = made / "reports/evaluation/evaluation.html"
    evaluation.parent.mkdir(parents=True)
    evaluation.write_text("<!-- links of the site --><h1>Left by another</h1>", encoding="utf-8")
    return make_site(made)


@pytest.fixture(scope="module")
def hostile_site(made: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a build whose names are attacks."""
    folder = tmp_path_factory.mktemp("hostile") / "built"
    shutil.copytree(made, folder)
    with duckdb.connect(str(folder / "sbir.duckdb")) as connection:
        connection.execute("set variable names = ?", [HOSTILE])
        name = f"getvariable('names')[1 + (rowid % {len(HOSTILE)})]"
        for table, columns in {
            "fct_enriched_awards": "company_name, agency, recipient_name, match_reason",
            "fct_match_quality": "value",
            "fct_match_review": "company_name, company_city, candidate_1_name, match_reason",
            "dim_companies": "company_name, city, match_reason",
            "dim_recipients": "recipient_name",
        }.items():
            changed = ", ".join(f"{column} = {name}" for column in columns.split(", "))
            not_overall = " where dimension <> 'overall'" if table == "fct_match_quality" else ""
            connection.execute(f"update marts.{table} set {changed}{not_overall}")
        connection.execute(
            "insert into marts.fct_rejected_rows by name "
            f"select {name} as source_name, {name} as source_file, 1 as source_line, "
            f"{name} as reject_reason, {name} as raw_text from marts.dim_companies limit 9"
        )
    return make_site(folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may do nothing but what it is for: any trouble fails the test."""
    page = browser.new_page()
    troubles = note_troubles(page)
    yield page
    page.close()
    assert troubles == []


def figures(made: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(made / "sbir.duckdb"), read_only=True) as connection:
        return connection.sql(query).fetchall()


def test_every_column_of_every_model_is_in_its_yaml(made: Path) -> None:
    catalog = json.loads((made / "target/catalog.json").read_text(encoding="utf-8"))["nodes"]
    manifest = json.loads((made / "target/manifest.json").read_text(encoding="utf-8"))["nodes"]
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


def test_a_quick_site_keeps_the_other_pages_and_says_of_which_build_they_are(
    made: Path, tmp_path: Path, capsys
) -> None:
    shutil.copytree(made, tmp_path / "built")
    folder = tmp_path / "built"
    docs = make_site(folder, "--quick")
    start = (docs / "index.html").read_text(encoding="utf-8")
    assert (docs / "tables.html").is_file()
    assert start.count("Not made yet. Run <code>make docs</code>.") == 3
    assert "Run <code>.venv/bin/python scripts/detect_performance_regression.py" in start
    (docs / "quality.html").write_text("of an earlier build", encoding="utf-8")
    listed = json.loads((docs / "site.json").read_text(encoding="utf-8"))
    earlier = {"made_at": "x", "dbt_invocation_id": "before", "built_at": "2001-02-03T04:05:06Z"}
    listed["pages"]["quality.html"] = earlier
    (docs / "site.json").write_text(json.dumps(listed), encoding="utf-8")
    capsys.readouterr()
    make_site(folder, "--quick")
    assert "Of an earlier build, 2001-02-03T04:05:06Z" in (docs / "index.html").read_text()
    assert capsys.readouterr().out.splitlines() == ["Docs site:  target/docs/index.html"]


def test_what_is_said_of_the_matches_of_the_sample_stands_in_the_readme(
    made: Path, tmp_path: Path
) -> None:
    shutil.copytree(made, tmp_path / "built")
    with chdir(tmp_path / "built"):
        request = Request(
            Path("sbir.duckdb"), Path("docs"), Path("target/static_index.html"), 1, is_quick=True
        )
        rate, marts, _ = summary(build_site.build_site(request))
    assert rate.startswith("Match rate: ") and marts.startswith("Marts:      sbir.duckdb")
    shown = rate.partition(", built")[0]
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert shown in readme, f"README.md: say '{shown}'"


def test_without_a_build_or_dbt_s_page_there_is_no_site(made: Path, tmp_path: Path, capsys) -> None:
    with chdir(tmp_path):
        assert build_site.main([]) == 2
        assert "run `make docs`" in capsys.readouterr().err
        page = str(made / "target/static_index.html")
        assert build_site.main(["--dbt-page", page]) == 3
        assert "make one with `make build`" in capsys.readouterr().err
        assert not list(tmp_path.iterdir())


def test_all_numbers_of_the_start_page_and_the_quality_page_are_those_of_the_marts(
    made: Path, site: Path
) -> None:
    ((awards, matched, rate, firm_rate, amount_rate),) = figures(
        made,
        "select awards, matched_awards, match_rate, firm_match_rate, amount_match_rate "
        "from marts.fct_match_quality where dimension = 'overall'",
    )
    start, _ = read_page((site / "index.html").read_text(encoding="utf-8"))
    assert start["Awards"] == f"{awards:,}"
    assert start["Match rate"] == f"{rate:.2%}".replace("%", " %")
    text = (site / "quality.html").read_text(encoding="utf-8")
    cards, tables = read_page(text)
    assert cards["Match rate"] == f"{rate:.2%}".replace("%", " %")
    assert cards["Of firms"] == f"{firm_rate:.2%}".replace("%", " %")
    assert cards["Of dollars"] == f"{amount_rate:.2%}".replace("%", " %")
    assert f"{matched:,} of {awards:,} awards have an accepted recipient" in text
    ((undecided, rejected),) = figures(
        made,
        "select (select count(*) from marts.fct_enriched_awards where match_status in "
        "('review', 'ambiguous', 'conflict')), (select count(*) from marts.fct_rejected_rows)",
    )
    assert (cards["Undecided"], cards["Rejected rows"]) == (f"{undecided:,}", f"{rejected:,}")
    by_status = dict(
        figures(made, "select match_status, count(*) from marts.fct_enriched_awards group by 1")
    )
    shown = {row[0]: row[1] for row in tables["Every award has one status"][1:]}
    assert shown == {status: f"{by_status.get(status, 0):,}" for status in shown}
    assert set(by_status) <= set(shown)
    bins = tables["Awards by match score; each bin holds its lower end, the last one 100 too"]
    assert sorted((row[0], row[1]) for row in bins[1:]) == figures(
        made,
        "select value, printf('%,d', awards) from marts.fct_match_quality "
        "where dimension = 'confidence' order by value",
    )
    known = tables["Precision by method, as far as people have looked"][1:]
    assert sorted((row[0], row[3]) for row in known) == figures(
        made, "select match_method, finding from marts.fct_match_precision order by 1"
    )
    gates = {row[0]: row[2] for row in tables["What the last run of dbt measured"][1:]}
    for gate in ("match_rate_gate", "match_completeness_gate", "no_award_lost"):
        assert [(" ".join(gates[gate].split()),)] == figures(
            made, f"select finding from test_results.{gate}"
        )


def test_every_slice_of_the_mart_is_on_the_quality_page_with_its_figures(
    made: Path, site: Path
) -> None:
    _, tables = read_page((site / "quality.html").read_text(encoding="utf-8"))
    found = figures(
        made,
        "select dimension, value, awards, matched_awards, match_rate, firm_match_rate, "
        "amount_match_rate from marts.fct_match_quality "
        "where dimension not in ('overall', 'match_status', 'match_method', 'confidence')",
    )
    wanted: dict[str, set[tuple[str, ...]]] = {}
    for dimension, value, awards, matched, *rates in found:
        title = dimension.replace("_", " ").capitalize()
        title = title.replace("Uei ", "UEI ").replace("Duns ", "DUNS ")
        shown = ["-" if rate is None else f"{100 * rate:.1f} %" for rate in rates]
        wanted.setdefault(title, set()).add((value, f"{awards:,}", f"{matched:,}", *shown))
    for title, rows in wanted.items():
        assert {tuple(row[:6]) for row in tables[title][1:]} == rows, title


def test_the_search_page_holds_the_awards_and_firms_of_the_marts(made: Path, site: Path) -> None:
    index = embedded((site / "search.html").read_text(encoding="utf-8"), "index")
    for part, table, key in (
        ("awards", "fct_enriched_awards", "award_id"),
        ("firms", "dim_companies", "company_id"),
    ):
        shown = [dict(zip(index[part]["columns"], row, strict=True)) for row in index[part]["rows"]]
        same = f"{key}, company_name, award_amount::double, match_status, match_score, match_reason"
        wanted = figures(
            made, f"select {same} from marts.{table} order by award_amount desc nulls last, {key}"
        )
        columns = [column.partition("::")[0] for column in same.split(", ")]
        assert [tuple(row[column] for column in columns) for row in shown] == wanted
        assert index[part]["in_all"] == len(wanted)
        named = figures(
            made,
            f"select rows.{key}, recipients.recipient_name from marts.{table} as rows "
            "inner join marts.dim_recipients as recipients using (recipient_id)",
        )
        assert {row[key]: row["recipient_name"] for row in shown if row["recipient_name"]} == dict(
            named
        )


def test_the_search_page_holds_no_more_than_it_is_asked_to(made: Path) -> None:
    with open_warehouse(made / "sbir.duckdb") as connection:
        index = search_index(connection, 7)
    assert [len(index[part]["rows"]) for part in ("awards", "firms")] == [7, 7]
    assert f"7 of {index['awards']['in_all']} awards" in render_search(index, "")
    place = index["awards"]["columns"].index("award_amount")
    amounts = [row[place] for row in index["awards"]["rows"]]
    ((largest,),) = figures(made, "select max(award_amount)::double from marts.fct_enriched_awards")
    assert amounts == sorted(amounts, reverse=True) and amounts[0] == largest


@needs_browser
def test_every_page_is_reached_from_the_start_by_clicks(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    titles = page.locator(".pages a").all_inner_texts()
    assert titles == [
        "Search awards and firms",
        "Match quality",
        "Matches to decide on",
        "Tables and columns",
        "How good is matching by name",
    ]
    for title in titles:
        page.get_by_role("link", name=title).click()
        expect(page.locator("h1, .app-menu").first).to_be_visible(timeout=30_000)
        if "tables.html" not in page.url:
            links = page.get_by_role("navigation", name="Pages of this site").get_by_role("link")
            assert links.all_inner_texts() == [
                *("Start", "Search", "Quality", "Review", "Tables", "Evaluation")
            ]
            links.first.click()
        else:
            assert page.locator("use[href^='#icn-']").count(), "icons are filled in"
            page.go_back()
        expect(page.get_by_role("heading", level=1)).to_contain_text("SBIR awards")


@needs_browser
@pytest.mark.parametrize("name", MADE_HERE)
def test_a_page_is_usable_by_keys_on_a_phone_in_the_dark_and_on_paper(
    site: Path, page: Page, name: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((site / name).as_uri())
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, "the page can be pushed sideways"
    assert page.evaluate(UNNAMED) == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) != light
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ground) == light, "paper is white"


@needs_browser
def test_the_quality_page_opens_every_table_and_describes_every_chart(
    site: Path, page: Page
) -> None:
    page.goto((site / "quality.html").as_uri())
    expect(page.get_by_role("img", name="Match rate by agency: highest")).to_be_visible()
    assert page.locator("figure svg").count() >= 10
    for closed in page.locator("summary").all():
        closed.click()
    assert page.locator("table:not(:visible)").count() == 0


@needs_browser
def test_awards_and_firms_are_found_by_words_status_links_and_address(
    made: Path, site: Path, page: Page
) -> None:
    ((name, company_id, awards),) = figures(
        made,
        "select company_name, company_id, awards from marts.dim_companies "
        "where match_status = 'accepted' and awards > 1 order by company_id limit 1",
    )
    ((all_awards, unmatched),) = figures(
        made,
        "select count(*), count(*) filter (where match_status = 'unmatched') "
        "from marts.fct_enriched_awards",
    )
    page.goto((site / "search.html").as_uri())
    found, results = page.locator("#found"), page.locator("#results li")
    expect(found).to_contain_text(f"{all_awards} of {all_awards} awards; the 50 with the most")
    expect(results).to_have_count(50)
    page.get_by_role("button", name="Show more").click()
    expect(results).to_have_count(100)
    page.get_by_label("Status").select_option("unmatched")
    expect(found).to_contain_text(f"{unmatched} of {all_awards} awards")
    expect(results.first).to_contain_text("Unmatched: ")
    page.get_by_label("Status").select_option("any")
    page.get_by_role("button", name="Firms").click()
    page.keyboard.press("/")
    page.keyboard.type(name.upper())
    expect(results.first).to_contain_text(name)
    assert f"words={name.split()[0].upper()}" in page.url
    results.first.get_by_role("link", name=f"{awards} awards").click()
    expect(found).to_contain_text(f"{awards} of {all_awards} awards.")
    assert company_id in page.url
    page.go_back()
    expect(page.get_by_label("Words of a name")).to_have_value(name.upper())
    page.get_by_label("Words of a name").fill("no such words")
    expect(found).to_contain_text("0 of ")
    expect(results).to_have_count(0)
    page.goto(f"{(site / 'search.html').as_uri()}#kind=firms&words={company_id}")
    expect(found).to_contain_text("1 of ")


@needs_browser
@pytest.mark.parametrize("name", MADE_HERE)
def test_hostile_names_are_shown_and_do_nothing(hostile_site: Path, page: Page, name: str) -> None:
    page.goto((hostile_site / name).as_uri())
    title = page.title()
    page.evaluate("document.querySelectorAll('details').forEach(closed => { closed.open = true; })")
    if name == "search.html":
        expect(page.locator("#results")).to_contain_text(HOSTILE[0])
        for word in ("<script>", "gnirts", "onerror"):
            page.get_by_label("Words of a name").fill(word)
            expect(page.locator("#results li").first).to_be_visible()
    elif name != "index.html":
        expect(page.locator("main")).to_contain_text(HOSTILE[0])
    assert page.title() == title != "owned"
    assert page.locator("main img, main script:not([type='application/json'])").count() == 0


@needs_browser
def test_a_script_that_came_in_all_the_same_would_not_run(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "search.html").as_uri())
    title = page.title()
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), "
        "{textContent: 'document.title = \"owned\"'}))"
    )
    assert page.title() == title
    page.close()


@pytest.fixture
def show(browser: Browser, site: Path):
    """Open one place of dbt's page, as a link to it would; it may ask nothing of the network."""
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))

    def open_place(place: str) -> Page:
        page.goto(f"{(site / 'tables.html').as_uri()}#!/{place}")
        return page

    yield open_place
    page.close()
    assert [url for url in requests if url.startswith(("http:", "https:", "ws"))] == []


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
    assert "model.sbir_enrichment.int_award_matches" in page.evaluate(NODES)


def test_the_lineage_of_the_enriched_awards_leads_to_the_sources(made: Path) -> None:
    manifest = json.loads((made / "target/manifest.json").read_text(encoding="utf-8"))
    ancestors, ways = set(), ["model.sbir_enrichment.fct_enriched_awards"]
    while ways:
        parents = set(manifest["parent_map"].get(ways.pop(), ())) - ancestors
        ancestors |= parents
        ways += parents
    assert {
        "source.sbir_enrichment.sbir.award_data",
        "source.sbir_enrichment.usaspending.recipient_lookup",
        "model.sbir_enrichment.int_names",
    } <= ancestors
