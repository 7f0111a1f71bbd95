"""The runs of the models that the labels are laid on, made here or kept from before."""

import hashlib
import json
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from sbir_enrichment.evaluation.labelled_sets import LabelledSet
from sbir_enrichment.evaluation.model_runs import PROJECT, run_models
from sbir_enrichment.evaluation.problems import UnusableInputError
from sbir_enrichment.weight_fitting.weights import FEATURES_TABLE, SEED

# What the features depend on, apart from the data; the weights and their fitting stand behind them.
CODE = ("dbt_project.yml", "macros", "models", "seeds", "scripts/sbir_enrichment")
WITHOUT = {SEED, *Path(__file__).parent.iterdir()}
CODE_SUFFIXES = {".sql", ".py", ".yml", ".csv"}
ENGINES = ("dbt-core", "dbt-duckdb", "duckdb", "rapidfuzz")


@dataclass(frozen=True)
class Run:
    """A database that holds the candidates of a labelled set; `was_kept` from an earlier fit."""

    database: Path
    was_kept: bool


def provide_run(
    labelled: LabelledSet, origin: Path, inputs: list[Path], folder: Path, kept: Path | None
) -> Run:
    """Run the models up to the features of candidates, unless that run is kept already.

    A kept run is used again only if the files it was made of, the code of this project and the
    engines are those of now. Others stay in their folder: throwing them away is up to the user.

    Args:
        labelled: What to match.
        origin: The data set or build that it was made of; names the kept database.
        inputs: The user's files it rests on, known by path, size and time of change.
        folder: For what dbt writes, and the database if it is not kept.
        kept: Where databases are kept, or None.

    Raises:
        UnusableInputError: A file cannot be used, or the databases cannot be kept.
        CouldNotMeasureError: dbt failed.
    """
    if kept is None:
        database = folder / "fit.duckdb"
        run_models(labelled, database, folder, {}, FEATURES_TABLE)
        return Run(database, was_kept=False)
    name = re.sub(r"\W+", "_", origin.resolve().stem).strip("_") or "run"
    database = kept.resolve() / f"{name}_{_fingerprint(inputs)}.duckdb"
    if database.is_file():
        return Run(database, was_kept=True)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableInputError(f"{kept} cannot be a folder: {error} (--keep-runs)") from error
    unfinished = database.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    run_models(labelled, unfinished, folder, {}, FEATURES_TABLE)
    unfinished.replace(database)
    return Run(database, was_kept=False)


def _fingerprint(inputs: list[Path]) -> str:
    digest = hashlib.sha256()
    digest.update(json.dumps([version(engine) for engine in ENGINES]).encode())
    for path in inputs:
        state = path.stat()
        digest.update(json.dumps([str(path.resolve()), state.st_size, state.st_mtime_ns]).encode())
    for part in CODE:
        for path in sorted([PROJECT / part, *(PROJECT / part).rglob("*")]):
            if path.suffix in CODE_SUFFIXES and path not in WITHOUT:
                told = [str(path.relative_to(PROJECT)), path.read_bytes().hex()]
                digest.update(json.dumps(told).encode())
    return digest.hexdigest()[:12]
