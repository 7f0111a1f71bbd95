"""Whether stories say what the tables say: both are asked, by queries of their own."""

from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from sbir_enrichment.match_stories.console import print_story
from sbir_enrichment.match_stories.story import Story
from sbir_enrichment.match_stories.telling import tell
from sbir_enrichment.pages.harmless import harmless
from sbir_enrichment.pages.wording import count

SOME_OF_EACH = """
    select award_id, company_id, match_status, match_method, match_score, recipient_id,
        recipient_name, match_flags, match_reason
    from marts.fct_enriched_awards
    qualify row_number() over (
        partition by match_status, match_method order by md5(award_id)
    ) <= ?
    order by match_status, match_method, award_id
"""
EVIDENCE = """
    select recipient_id, match_method, match_score from intermediate.int_match_evidence
    where company_id = ? order by all
"""
CANDIDATES = """
    select recipient_id, round(log_odds, 9), match_score from intermediate.int_name_pair_features
    where company_id = ? order by candidate_rank
"""
BEST = "select recipient_id from intermediate.int_best_evidence where company_id = ?"
IDENTIFIERS = """
    select identifier_type, identifier, awards, is_stray
    from intermediate.int_company_identifiers where company_id = ? order by all
"""
AWARDS = """
    select award_id, match_status, award_amount::double from marts.fct_enriched_awards
    where company_id = ? order by award_id
"""


def stories_unlike_the_tables(
    database: Path, of_each: int
) -> tuple[set[str], dict[str, list[str]]]:
    """Tell the stories of so many awards of each status and method.

    Returns:
        The statuses there were, and of each story that differs what does.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute(SOME_OF_EACH, [of_each])
        names = [column[0] for column in found.description or []]
        awards = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        wanted = [_tables(connection, award["company_id"]) for award in awards]
    unlike = {
        f"{award['match_status']} {award['award_id']}": differing
        for award, tables in zip(awards, wanted, strict=True)
        if (differing := _unlike(tell(database, award["award_id"]), award, tables))
    }
    return {award["match_status"] for award in awards}, unlike


def _tables(connection: duckdb.DuckDBPyConnection, company_id: str) -> dict[str, list[Any]]:
    queries = {
        "evidence": EVIDENCE,
        "candidates": CANDIDATES,
        "best": BEST,
        "identifiers": IDENTIFIERS,
        "awards": AWARDS,
    }
    return {
        name: connection.execute(query, [company_id]).fetchall() for name, query in queries.items()
    }


def _unlike(story: Story, award: dict[str, Any], tables: dict[str, list[Any]]) -> list[str]:
    told = {
        name: getattr(story.verdict, name) for name in award.keys() - {"award_id", "company_id"}
    }
    best = [recipient for (recipient,) in tables["best"]]
    compared = [recipient for recipient, _, _ in tables["candidates"]]
    listed = {row.award_id: (row.match_status, row.award_amount) for row in story.awards}
    kept = {award_id: tuple(rest) for award_id, *rest in tables["awards"]}
    same = {
        "the verdict": told == {name: award[name] for name in told},
        "the evidence": sorted(
            (each.recipient_id, each.match_method, each.match_score) for each in story.evidence
        )
        == tables["evidence"],
        "the best evidence": [each.recipient_id for each in story.evidence][:1] == best,
        "the candidates": [
            (each.recipient_id, round(each.log_odds, 9), each.match_score)
            for each in story.candidates
        ]
        == tables["candidates"],
        "the sums": all(each.adds_up for each in story.candidates),
        "whose sum it is": (story.best.recipient_id if story.best else None)
        == next((each for each in [*best, *compared] if each in compared), None),
        "the identifiers": sorted(
            (each.kind, each.value, each.awards, each.is_stray) for each in story.identifiers
        )
        == tables["identifiers"],
        "the number of awards": story.awards_in_all == len(kept),
        "the awards": listed.items() <= kept.items(),
        "what the marts say": story.published is not None and story.published.is_same,
    }
    printed = StringIO()
    print_story(story, Console(file=printed, width=160))
    shown = [f"of {count(len(kept))} awards", harmless(award["match_reason"], 600)]
    if award["match_status"] == "accepted":
        shown.append(f"accepted by {award['match_method']}, score {award['match_score']:g}: ")
    if story.best:
        shown.append(f" = {story.best.match_score:.2f}")
    missing = [text for text in shown if text not in printed.getvalue()]
    return [*(name for name, is_same in same.items() if not is_same), *missing]
