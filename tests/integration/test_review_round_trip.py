"""From the review page into the marts: what a reviewer decides is what the next builds say."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from browsing import needs_browser, note_troubles, running_profile
from playwright.sync_api import Page, expect

import review_matches

pytestmark = needs_browser

ROOT = Path(__file__).parents[2]
# What is tested of single columns has nothing to do with decisions.
NO_OTHER_TESTS = ("--exclude", "test_type:unit", "test_name:not_null", "test_name:unique*")
NO_OTHER_TESTS += ("test_name:accepted_values", "test_name:is_between", "test_name:relationships")
FOLDERS = ("models", "macros", "profiles", "scripts", "tests", "analyses")
AWARDS = """
    select distinct match_status, match_method, recipient_id
    from marts.fct_enriched_awards
    where company_id = ?
"""
SHOWN = ("recipient_id", "name", "score", "agrees", "differs")
QUEUE = f"""
    select
        company_id, company_name, company_uei,
        awards, award_amount::double, match_status, candidates,
        {", ".join(f"candidate_{rank}_{column}" for rank in (1, 2, 3) for column in SHOWN)}
    from marts.fct_match_review
    order by review_rank
"""
PAIRS = "select company_id, recipient_id from intermediate.int_review_candidates"


class Desk:
    """A build, and a project of its own: it reads the models of ours and writes its own seeds."""

    def __init__(self, folder: Path, built: Path, run_dbt, page: Page) -> None:
        self.database = folder / "sbir.duckdb"
        shutil.copy(built, self.database)
        self.project = folder / "project"
        shutil.copytree(ROOT / "seeds", self.project / "seeds")
        for name in (*FOLDERS, "dbt_project.yml", ".dbtignore"):
            (self.project / name).symlink_to(ROOT / name)
        self.seed = self.project / review_matches.OVERRIDES.seed
        self.run_dbt, self.page, self.folder = run_dbt, page, folder

    def ask(self, query: str, *values: str) -> list[tuple]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query, list(values)).fetchall()

    def command(self, *arguments: str) -> int:
        common = ["--database", str(self.database), "--decisions", str(self.seed)]
        return review_matches.main([*arguments, *common])

    def open_page(self, name: str) -> None:
        file = self.folder / name
        assert self.command("--page", str(file)) == 0
        self.page.goto(file.as_uri())

    def what_the_page_says(self) -> list[tuple]:
        """What the page holds of each firm, as `QUEUE` asks for it."""
        said = []
        for case in json.loads(self.page.locator("#data").text_content())["cases"]:
            firm, candidates = case["firm"], case["candidates"]
            best = [
                (
                    *map(each.get, ("id", "name", "score")),
                    ", ".join(each["agrees"]) or None,
                    ", ".join(each["differs"]) or None,
                )
                for each in candidates
            ]
            best += [(None,) * len(SHOWN)] * (3 - len(best))
            about = (case["awards"], case["amount"], case["group"], case["candidates_in_all"])
            said.append((firm["id"], firm["name"], firm.get("uei"), *about, *sum(best, ())))
        return said

    def search(self, name: str) -> None:
        self.page.keyboard.press("/")
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#case-name")).to_contain_text(name)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def merge_what_was_decided(self) -> Path:
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="Download as CSV").click()
        file = self.folder / waiting.value.suggested_filename
        waiting.value.save_as(file)
        assert self.command("--merge", str(file)) == 0
        assert self.command("--check") == 0
        return file

    def build(self) -> None:
        decisions = ("-s", "match_overrides+", "--project-dir", str(self.project))
        self.run_dbt("build", *decisions, *NO_OTHER_TESTS, database=self.database)


class Firm(NamedTuple):
    """A firm that waits, and its candidates."""

    company_id: str
    first: str
    second: str | None


@pytest.fixture
def desk(run_dbt, built_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    with running_profile(tmp_path / "profile") as profile:
        page = profile.new_page()
        troubles = note_troubles(page)
        yield Desk(tmp_path, built_sample, run_dbt, page)
        assert troubles == []


def waiting_firms(desk: Desk) -> dict[str, Firm]:
    columns = "company_id, candidate_1_recipient_id, candidate_2_recipient_id"
    rows = desk.ask(f"select company_name, {columns} from marts.fct_match_review")
    return {name: Firm(*ids) for name, *ids in rows}


def test_decisions_of_the_page_are_in_the_marts_and_stay_there(desk: Desk) -> None:
    firms = waiting_firms(desk)
    talerolis = firms["Talerolis Corp"]
    daromonix = firms["Daromonix-Therapeutics, LP"]
    javilotech = firms["Javilotech Electronics L.L.C."]
    hydrusys = firms["Hydrusys International, Inc."]
    repository_seed = (ROOT / review_matches.OVERRIDES.seed).read_bytes()

    desk.open_page("first.html")
    assert desk.what_the_page_says() == desk.ask(QUEUE)
    desk.search("Talerolis")
    desk.press("s")
    desk.page.keyboard.type("Ann Lee")
    desk.press("Enter")
    desk.search("Daromonix")
    desk.press("2", "s")
    desk.search("Javilotech")
    desk.press("2", "r")
    desk.page.keyboard.type("another firm of the same founder")
    desk.press("Enter", "d")
    first = desk.merge_what_was_decided()
    desk.build()

    decided = {
        talerolis: ("accepted", "override", talerolis.first),
        daromonix: ("accepted", "override", daromonix.second),
        # With its rival out of the way, the UEI decides.
        javilotech: ("accepted", "uei_exact", javilotech.first),
    }
    for firm, verdict in decided.items():
        assert desk.ask(AWARDS, firm.company_id) == [verdict]
    assert decided.keys().isdisjoint(waiting_firms(desk).values())

    # The next page has what is left, and a decision once merged does no harm when it comes again.
    desk.open_page("second.html")
    expect(desk.page.locator("#others-text")).to_contain_text("left 3 decisions more")
    desk.search("Hydrusys")
    desk.press("d")
    desk.merge_what_was_decided()
    merged = desk.seed.read_bytes()
    assert desk.command("--merge", str(first)) == 0
    assert desk.seed.read_bytes() == merged
    assert merged.count(b"\n") == 5
    desk.build()

    for firm, verdict in decided.items():
        assert desk.ask(AWARDS, firm.company_id) == [verdict]
    ruled_out = [(javilotech.company_id, javilotech.second), (hydrusys.company_id, hydrusys.first)]
    candidates = desk.ask(PAIRS)
    assert not set(ruled_out) & set(candidates)
    assert (hydrusys.company_id, hydrusys.second) in candidates
    recipients = {recipient for _, _, recipient in desk.ask(AWARDS, hydrusys.company_id)}
    assert hydrusys.first not in recipients
    assert (ROOT / review_matches.OVERRIDES.seed).read_bytes() == repository_seed
