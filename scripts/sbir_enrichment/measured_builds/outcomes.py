"""What a build read and what it matched, asked of its database."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from sbir_enrichment.benchmark_results.conditions import Input
from sbir_enrichment.benchmark_results.measurements import Matches
from sbir_enrichment.measuring.problems import CouldNotMeasureError

_READ_INTO = {
    "sbir.award_data": "staging.base_sbir__awards",
    "usaspending.recipient_lookup": "staging.base_usaspending__recipients",
    "usaspending.prime_awards": "staging.base_usaspending__prime_awards",
}

_COUNTS = """
    select match_status, match_method, count(*) as awards
    from intermediate.int_award_matches
    group by all
    order by all
"""

# The same only if every award has the same verdict.
_FINGERPRINT = """
    select sum(hash(
        award_id, company_id, recipient_id, match_status, match_method, match_score, match_reason
    ))
    from intermediate.int_award_matches
"""

_RIGHT = """
    select count(*) filter (given.entity_number = truth.entity_number) / nullif(count(*), 0)

    from intermediate.int_award_matches as matches

    inner join staging.stg_sbir__awards as staged on matches.award_id = staged.award_id

    inner join staging.base_sbir__award_lines as lines
        on staged.source_file = lines.source_file and staged.source_line = lines.source_line

    left join read_csv($awards, all_varchar = true) as truth
        on lines.file_row = truth.award_row::bigint

    left join read_csv($recipients, all_varchar = true) as given
        on matches.recipient_id = given.recipient_hash

    where matches.match_status = 'accepted'
"""

_FILES = """
    select content_hash, bytes
    from staging.stg_inputs__files
    where source_name = ?
    order by file_path
"""


@dataclass(frozen=True)
class Truth:
    """The files in which the generator says whom each award and recipient belongs to."""

    awards: Path
    recipients: Path


@dataclass(frozen=True)
class Outcome:
    """What came of a build.

    Attributes:
        inputs: What it read, in the order of the sources.
        matches: What it matched.
        fingerprint: Different when the verdict on any award differs.
    """

    inputs: tuple[Input, ...]
    matches: Matches
    fingerprint: str


def read_outcome(database: Path, truth: Truth | None = None) -> Outcome:
    """Ask a built database what was read and matched.

    Args:
        database: It must hold the verdicts on awards.
        truth: Given where it is known which recipient is right.

    Raises:
        CouldNotMeasureError: it does not hold them.
    """
    with _opened(database) as connection:
        by_status: dict[str, int] = {}
        by_method: dict[str, int] = {}
        for status, method, awards in connection.sql(_COUNTS).fetchall():
            by_status[status] = by_status.get(status, 0) + awards
            if status == "accepted":
                by_method[method] = by_method.get(method, 0) + awards
        return Outcome(
            inputs=tuple(_input(connection, source) for source in _READ_INTO),
            matches=Matches(
                awards=sum(by_status.values()),
                accepted=by_status.get("accepted", 0),
                by_status=by_status,
                by_method=by_method,
                precision=_precision(connection, truth) if truth else None,
            ),
            fingerprint=str(connection.sql(_FINGERPRINT).fetchall()[0][0]),
        )


@contextmanager
def _opened(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            yield connection
    except duckdb.Error as error:
        raise CouldNotMeasureError(f"{database} does not hold a whole build: {error}") from error


def _input(connection: duckdb.DuckDBPyConnection, source: str) -> Input:
    files = connection.execute(_FILES, [source]).fetchall()
    read = f"select count(*) from {_READ_INTO[source]} where reject_reason is null"
    contents = "\n".join(content_hash for content_hash, _ in files)
    return Input(
        source=source,
        files=len(files),
        rows=connection.sql(read).fetchall()[0][0],
        bytes=sum(size for _, size in files),
        content_hash=hashlib.sha256(contents.encode()).hexdigest(),
    )


def _precision(connection: duckdb.DuckDBPyConnection, truth: Truth) -> float | None:
    paths = {"awards": str(truth.awards), "recipients": str(truth.recipients)}
    share: float | None = connection.execute(_RIGHT, paths).fetchall()[0][0]
    return share
