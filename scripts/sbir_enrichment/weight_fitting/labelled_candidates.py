"""The candidates that the models found for firms whose recipient is known."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from sbir_enrichment.evaluation.labelled_firms import LabelledFirm
from sbir_enrichment.evaluation.problems import CouldNotMeasureError
from sbir_enrichment.evaluation.verdicts import open_labelled
from sbir_enrichment.weight_fitting.candidate_queries import (
    CANDIDATES,
    FIRMS,
    LABELS_OF_GENERATED,
    LABELS_OF_WAREHOUSE,
)
from sbir_enrichment.weight_fitting.weights import require_same_features

# What decides between candidates of one score, so that a fit can be repeated.
ORDER = ["company_id", "recipient_id", "company_name_key", "recipient_name_key"]
LABELS = ["is_right", "is_vetoed", "bears_identifier", "is_namesake_of_right"]


@dataclass(frozen=True)
class LabelledCandidates:
    """The candidates of one source of labels.

    Attributes:
        source: The data set or build they come from, for the reader.
        is_real: Labels made of identifiers, which say nothing of some candidates; else the truth
            of generated data, which is whole.
        firms: Firms that were searched by name.
        positives: Those of them that have a recipient.
        rows: One row per firm, recipient and pair of names: ORDER, place, name_score, the features
            as floats, LABELS as booleans; sorted by ORDER.
    """

    source: str
    is_real: bool
    firms: int
    positives: int
    rows: pd.DataFrame

    @property
    def is_known(self) -> "pd.Series[bool]":
        """Tell of each row whether its label is known.

        A second entry of the same firm in real data has the same name or no identifier at all;
        whether it is the firm cannot be told, so it counts neither as right nor as wrong.
        """
        known = self.rows["bears_identifier"] & ~self.rows["is_namesake_of_right"]
        return self.rows["is_right"] | known | (not self.is_real)

    @property
    def taking_part(self) -> pd.DataFrame:
        """The rows that teach something: not vetoed by identifiers, and of a known label."""
        return self.rows[~self.rows["is_vetoed"] & self.is_known]


def read_of_warehouse(
    database: Path,
    source: str,
    firms: tuple[LabelledFirm, ...],
    left_out: frozenset[str],
    features: list[str],
) -> LabelledCandidates:
    """Read what a run on awards with hidden identifiers found.

    Args:
        database: Of the run.
        source: The build the labels were made of, for the reader.
        firms: Those that the awards were written for.
        left_out: UEIs; a firm whose recipient bears one of them is no label.
        features: Those of the seed.

    Raises:
        UnusableInputError: Seed and table differ in their features.
        CouldNotMeasureError: A table is missing.
    """
    try:
        with open_labelled(database, firms) as connection:
            for statement in LABELS_OF_WAREHOUSE:
                is_choosing = "$left_out" in statement
                connection.execute(statement, {"left_out": sorted(left_out)} if is_choosing else {})
            return _read(connection, source, True, features)
    except duckdb.Error as error:
        raise CouldNotMeasureError(f"{database} holds no candidates to read: {error}") from error


def read_of_generated(
    database: Path, source: str, truth: dict[str, Path], features: list[str]
) -> LabelledCandidates:
    """Read what a run on generated data found for firms that no identifier leads to a recipient.

    Args:
        database: Of the run.
        source: What was run, for the reader.
        truth: The files `truth_awards` and `truth_recipients`.
        features: Those of the seed.

    Raises:
        UnusableInputError: Seed and table differ in their features.
        CouldNotMeasureError: A table is missing, or the truth is not that of the run.
    """
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            for statement in LABELS_OF_GENERATED:
                text = statement
                for name, path in truth.items():
                    text = text.replace(f"read(${name})", _reader(path))
                connection.execute(text)
            return _read(connection, source, False, features)
    except duckdb.Error as error:
        raise CouldNotMeasureError(f"{database} holds no candidates to read: {error}") from error


def _read(
    connection: duckdb.DuckDBPyConnection, source: str, is_real: bool, features: list[str]
) -> LabelledCandidates:
    numeric = connection.sql(
        """
        select column_name from information_schema.columns
        where
            table_schema = 'intermediate' and table_name = 'int_name_candidate_features'
            and numeric_precision is not null
        """
    ).fetchall()
    require_same_features(features, [name for (name,) in numeric])
    firms, positives = connection.sql(FIRMS).fetchall()[0]
    columns = [*ORDER, "place", "name_score", *features, *LABELS]
    rows = connection.sql(CANDIDATES).df()[columns]
    return LabelledCandidates(
        source=source,
        is_real=is_real,
        firms=firms,
        positives=positives,
        rows=rows.astype({**dict.fromkeys(features, float), **dict.fromkeys(LABELS, bool)}),
    )


def _reader(path: Path) -> str:
    quoted = str(path).replace("'", "''")
    if path.suffix == ".parquet":
        return f"read_parquet('{quoted}')"
    return f"read_csv('{quoted}', all_varchar = true)"
