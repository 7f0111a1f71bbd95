"""From an award or firm to its story."""

from pathlib import Path

import duckdb

from sbir_enrichment.build_database import (
    NoBuildError,
    NoDatabaseError,
    attach_build,
    origin_of_matches,
)
from sbir_enrichment.match_changes.origins import source_files
from sbir_enrichment.match_stories.attempts import attempts_for
from sbir_enrichment.match_stories.candidates import candidates_of
from sbir_enrichment.match_stories.firms import (
    MOST_AWARDS,
    awards_of,
    identifiers_of,
    input_rows,
    names_of,
)
from sbir_enrichment.match_stories.problems import NothingToTellError, UnusableInputError
from sbir_enrichment.match_stories.runners_up import runner_up
from sbir_enrichment.match_stories.story import Story
from sbir_enrichment.match_stories.subjects import Subject, find_subject
from sbir_enrichment.match_stories.tables import NEEDED, row
from sbir_enrichment.match_stories.verdicts import evidence_for, published, verdict_on
from sbir_enrichment.project_sql import default_settings

FIRM = "select * from intermediate.int_companies where company_id = ?"


def tell(database: Path, text: str) -> Story:
    """Tell the story of an award or firm; the database is opened for reading alone.

    Args:
        database: A build.
        text: An award_id, a company_id, or the name of a firm or a part of it.

    Raises:
        UnusableInputError: There is no such database, award or firm, or there are several.
        NothingToTellError: The database holds no build, or cannot be read now.
    """
    try:
        with duckdb.connect() as connection:
            attach_build(connection, database, NEEDED)
            connection.execute("use build")
            return story_of(connection, find_subject(connection, text))
    except NoDatabaseError as problem:
        raise UnusableInputError(str(problem)) from problem
    except NoBuildError as problem:
        raise NothingToTellError(str(problem)) from problem
    except duckdb.Error as problem:
        raise NothingToTellError(f"{database}: {problem}") from problem


def story_of(connection: duckdb.DuckDBPyConnection, subject: Subject) -> Story:
    """Put the story together.

    Args:
        connection: With the build attached as `build` and in use.
        subject: Of whom.

    Raises:
        NothingToTellError: There is no verdict on it.
    """
    company_id = subject.company_id
    origin = origin_of_matches(connection)
    settings = {**default_settings(), **origin.get("settings", {})}
    verdict = verdict_on(connection, subject)
    firm = row(connection, FIRM, company_id)
    if verdict is None or firm is None:
        raise NothingToTellError(f"there is no verdict on {subject.award_id or company_id}")
    identifiers, names = identifiers_of(connection, company_id), names_of(connection, company_id)
    evidence = evidence_for(connection, company_id, settings)
    candidates = candidates_of(connection, company_id)
    awards = awards_of(connection, company_id)
    return Story(
        award_id=subject.award_id,
        company_id=company_id,
        company_name=firm["company_name"],
        place=", ".join(part for part in (firm["city"], firm["state"], firm["zip5"]) if part),
        verdict=verdict,
        published=published(connection, subject, verdict),
        rows=input_rows(connection, subject, awards),
        names=names,
        identifiers=identifiers,
        attempts=attempts_for(connection, company_id, identifiers, names),
        evidence=evidence,
        candidates=candidates,
        runner_up=runner_up(evidence, candidates, settings),
        awards=awards[:MOST_AWARDS],
        awards_in_all=len(awards),
        settings=origin.get("settings", {}),
        sources=list(source_files(origin.get("sources", ()))),
        invocation_id=origin.get("dbt_invocation_id"),
        built_at=origin.get("built_at"),
    )
