"""The weights of a match by name: a seed that a person reviews, one row per feature."""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.evaluation.model_runs import PROJECT
from sbir_enrichment.evaluation.problems import UnusableInputError
from sbir_enrichment.measuring.whole_files import write_whole

SEED = PROJECT / "seeds" / "lookups" / "name_match_weights.csv"
HEADER = ("feature", "weight", "meaning")
INTERCEPT = "intercept"
FEATURES_TABLE = "int_name_candidate_features"
# Numbers of that table that say what a pair is; the features are made of them.
FACTS = frozenset({"name_score", "entities"})
DIGITS = 3


@dataclass(frozen=True)
class ReviewedWeights:
    """What the seed says.

    Attributes:
        weights: Log-odds per unit of each feature, and of `intercept`, in the order of the seed.
        meanings: What each of them says, in words.
    """

    weights: Mapping[str, float]
    meanings: Mapping[str, str]

    @property
    def features(self) -> list[str]:
        """All but the intercept."""
        return [name for name in self.weights if name != INTERCEPT]


def read_weights(seed: Path = SEED) -> ReviewedWeights:
    """Read the seed: it is the list of features.

    Raises:
        UnusableInputError: It is missing, has other columns, a weight that is no number, a feature
            twice, or no intercept.
    """
    try:
        with seed.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
    except OSError as error:
        raise UnusableInputError(f"{seed} cannot be read: {error.strerror}") from error
    if tuple(reader.fieldnames or ()) != HEADER:
        raise UnusableInputError(f"{seed}: its columns must be {', '.join(HEADER)}")
    weights: dict[str, float] = {}
    for line, row in enumerate(rows, 2):
        if row["feature"] in weights:
            raise UnusableInputError(f"{seed}, line {line}: {row['feature']} is there twice")
        try:
            weights[row["feature"]] = float(row["weight"])
        except (TypeError, ValueError) as error:
            raise UnusableInputError(
                f"{seed}, line {line}: the weight is '{row['weight']}', no number"
            ) from error
    if INTERCEPT not in weights or len(weights) == 1:
        raise UnusableInputError(f"{seed}: it needs a row `{INTERCEPT}` and one per feature")
    return ReviewedWeights(weights, {row["feature"]: row["meaning"] or "" for row in rows})


def require_same_features(features: Collection[str], numeric_columns: Collection[str]) -> None:
    """Make sure that the seed and the table of features speak of the same ones.

    Args:
        features: Those of the seed.
        numeric_columns: Every column of the table that holds numbers.

    Raises:
        UnusableInputError: One has a feature that the other lacks.
    """
    there = set(numeric_columns) - FACTS
    lacking, unknown = sorted(set(features) - there), sorted(there - set(features))
    if lacking:
        raise UnusableInputError(
            f"{FEATURES_TABLE} lacks {', '.join(lacking)}: take the row out of {SEED.name} or add "
            "the column to the model"
        )
    if unknown:
        raise UnusableInputError(
            f"{SEED.name} lacks {', '.join(unknown)} of {FEATURES_TABLE}: add a row with weight 0 "
            "and its meaning, then fit again"
        )


def text_of(weights: Mapping[str, float], meanings: Mapping[str, str]) -> str:
    """Return the seed's text: the same weights give the same bytes."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(HEADER)
    for name, weight in weights.items():
        rows.writerow((name, f"{weight:.{DIGITS}f}", meanings[name]))
    return text.getvalue()


def write_weights(path: Path, weights: Mapping[str, float], meanings: Mapping[str, str]) -> None:
    """Write a seed, whole or not at all.

    Raises:
        UnusableInputError: The folder is missing or cannot be written.
    """
    if not path.absolute().parent.is_dir():
        raise UnusableInputError(f"{path}: its folder does not exist (--output)")
    try:
        write_whole(path, text_of(weights, meanings))
    except OSError as error:
        raise UnusableInputError(f"{path} cannot be written: {error.strerror}") from error
