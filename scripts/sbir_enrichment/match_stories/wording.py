"""A story in words and cells, the same on terminal and page."""

import json

from sbir_enrichment.match_stories.story import FirmAward, InputRow, RunnerUp, Story
from sbir_enrichment.match_stories.weighed_names import Candidate
from sbir_enrichment.pages.wording import NOTHING, count, dollars

WEIGHTS_CHANGED = (
    "The weights in the database do not add up to this score: they were changed after the build. "
    "Build again to see what they make of it."
)
METHODS = {
    "override": "Decision of a person",
    "uei_exact": "UEI",
    "duns_exact": "DUNS",
    "award_id_exact": "Award number",
    "name_fuzzy": "Name and place",
}


def title(story: Story) -> str:
    """Return of what the story is."""
    firm = story.company_name or "a firm without a usable name"
    return f"Award {story.award_id} of {firm}" if story.award_id else firm


def outcome(story: Story) -> str:
    """Return the verdict in a line."""
    verdict = story.verdict
    if verdict.match_status != "accepted":
        return f"{verdict.match_status}: no recipient was given"
    return (
        f"accepted by {verdict.match_method}, score {verdict.match_score:g}: "
        f"{verdict.recipient_name or 'a recipient without a name'}"
    )


def run_line(story: Story) -> str:
    """Return which run told this, and whether the marts say the same."""
    run = (
        f"Found by dbt run {story.invocation_id} of {story.built_at} UTC."
        if story.invocation_id
        else "The run that found this did not note who it was."
    )
    if story.published is None:
        return f"{run} It is not published: there are no marts, or not with this in them."
    if story.published.is_same:
        return f"{run} The marts of {story.published.built_at} UTC say the same."
    named = story.published.recipient_name
    return (
        f"{run} The marts of {story.published.built_at} UTC still say otherwise: "
        f"{story.published.match_status}{f', {named}' if named else ''}."
    )


def where(row: InputRow) -> str:
    """Return file and line of an award's row."""
    return f"{row.source_file}, line {row.source_line if row.source_line is not None else NOTHING}"


def sum_line(candidate: Candidate) -> str:
    """Return how the score comes about, in numbers that can be checked."""
    added = sum(feature.contribution for feature in candidate.features)
    return (
        f"intercept {candidate.intercept:+.3f}, features {added:+.3f}, together "
        f"{candidate.log_odds:+.3f}: score 100 / (1 + e^{-candidate.log_odds:+.3f}) = "
        f"{candidate.match_score:.2f}"
    )


def award_cells(award: FirmAward) -> tuple[str, ...]:
    """Return year, agency, dollars, status, name as written, file and line."""
    return (
        award.award_id,
        str(award.award_year or NOTHING),
        award.agency or NOTHING,
        dollars(award.award_amount),
        award.match_status,
        award.company_name or NOTHING,
        f"{award.source_file}, line {award.source_line}",
    )


def awards_caption(story: Story, shown: int) -> str:
    """Return how many of the firm's awards are listed."""
    return f"{count(shown)} of {count(story.awards_in_all)} awards, the latest first"


def without_other(story: Story) -> str:
    """Return what is to be said where there is no next best candidate."""
    if story.evidence or story.candidates:
        return "There was no other candidate."
    return "There was no candidate at all."


def all_award_cells(story: Story) -> list[tuple[str, ...]]:
    """Return the cells of every award listed."""
    return [award_cells(award) for award in story.awards]


def name_cells(story: Story) -> list[tuple[object, ...]]:
    """Return name as written, keys, legal form, awards."""
    return [
        (name.written, name.name_key, name.alias_key, name.legal_form, name.awards)
        for name in story.names
    ]


def identifier_cells(story: Story) -> list[tuple[object, ...]]:
    """Return kind, identifier, awards, what it is taken for, recipients that bear it."""
    return [
        (
            each.kind.upper(),
            each.value,
            each.awards,
            "a slip, set aside" if each.is_stray else "the firm's",
            each.recipients,
        )
        for each in story.identifiers
    ]


def evidence_cells(story: Story) -> list[tuple[object, ...]]:
    """Return rank, recipient and its identifiers, method, score, evidence, standing."""
    return [
        (
            each.rank,
            each.recipient_name,
            each.uei,
            each.duns,
            each.state,
            each.match_method,
            f"{each.match_score:g}",
            each.evidence,
            each.standing,
        )
        for each in story.evidence
    ]


def feature_cells(candidate: Candidate) -> list[tuple[str, ...]]:
    """Return name, meaning, value, weight and contribution of what adds something."""
    return [
        (
            feature.name,
            feature.meaning,
            f"{feature.value:g}",
            f"{feature.weight:+.3f}",
            f"{feature.contribution:+.3f}",
        )
        for feature in candidate.telling
    ]


def candidate_cells(story: Story) -> list[tuple[object, ...]]:
    """Return rank, recipient, what was compared, log-odds and score."""
    return [
        (
            each.rank,
            each.recipient_name,
            each.city,
            each.state,
            each.company_name_key,
            each.recipient_name_key,
            each.place,
            each.legal_forms,
            f"{each.name_score:g}",
            f"{each.log_odds:+.3f}",
            f"{each.match_score:.2f}",
        )
        for each in story.candidates
    ]


def lack_cells(runner_up: RunnerUp) -> list[tuple[str, str]]:
    """Return difference and feature."""
    return [(f"{lack.points:+.3f}", lack.what) for lack in runner_up.lacks]


def setting_cells(story: Story) -> list[tuple[str, str]]:
    """Return every setting in force, name and value."""
    return [(name, json.dumps(value)) for name, value in sorted(story.settings.items())]


def setting_lines(story: Story) -> list[str]:
    """Return every setting in force, `name value`."""
    return [f"{name} {value}" for name, value in setting_cells(story)]


def source_lines(story: Story) -> list[str]:
    """Return every input file with its records and the SHA-256 of its content."""
    return [
        f"{file.source_name}: {file.file_path}, {count(file.records)} records, SHA-256 "
        f"{file.content_hash or 'not known'}"
        for file in story.sources
    ]
