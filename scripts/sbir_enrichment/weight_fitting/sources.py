"""Where labels come from: generated data, whose truth is known, and builds with identifiers."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from sbir_enrichment.evaluation.labelled_sets import LabelledSet
from sbir_enrichment.evaluation.problems import UnusableInputError
from sbir_enrichment.evaluation.warehouse_labels import labelled_set_of_warehouse
from sbir_enrichment.generation.writers import FORMATS
from sbir_enrichment.weight_fitting.labelled_candidates import (
    LabelledCandidates,
    read_of_generated,
    read_of_warehouse,
)
from sbir_enrichment.weight_fitting.runs import Run, provide_run

INPUTS = ("award_data", "recipient_lookup", "prime_awards")
TRUTHS = ("truth_awards", "truth_recipients")


def candidates_of_generated(
    data_set: Path, features: list[str], kept: Path | None, say: Callable[[str], None]
) -> LabelledCandidates:
    """Run the models on a data set of scripts/generate_data.py and label what they found.

    Raises:
        UnusableInputError: The folder holds no such data set.
        CouldNotMeasureError: The models could not be run, or left no candidates.
    """
    files = _files_of(data_set)
    labelled = LabelledSet(
        source=str(data_set),
        firms=(),
        award_file=files["award_data"],
        universe=files["recipient_lookup"],
        prime_awards=files["prime_awards"],
    )
    truth = {name: files[name] for name in TRUTHS}
    with tempfile.TemporaryDirectory(prefix="sbir_fit_") as folder:
        inputs = [files[name] for name in INPUTS]
        run = provide_run(labelled, data_set, inputs, Path(folder), kept)
        say(_told(data_set, run, kept))
        return read_of_generated(run.database, str(data_set), truth, features)


def candidates_of_warehouse(
    warehouse: Path,
    left_out: frozenset[str],
    features: list[str],
    kept: Path | None,
    say: Callable[[str], None],
) -> LabelledCandidates:
    """Hide the identifiers of a build's firms, run the models on them, label what they found.

    Raises:
        UnusableInputError: The file is no finished build, or holds no firm that an identifier
            matched.
        CouldNotMeasureError: The models could not be run, or left no candidates.
    """
    with tempfile.TemporaryDirectory(prefix="sbir_fit_") as made:
        folder = Path(made)
        labelled = labelled_set_of_warehouse(warehouse, folder, option="--warehouse")
        run = provide_run(labelled, warehouse, [warehouse], folder, kept)
        say(_told(warehouse, run, kept))
        return read_of_warehouse(run.database, str(warehouse), labelled.firms, left_out, features)


def _files_of(data_set: Path) -> dict[str, Path]:
    for file_format in FORMATS:
        files = {
            name: (data_set / f"{name}.{file_format}").resolve() for name in (*INPUTS, *TRUTHS)
        }
        if all(path.is_file() for path in files.values()):
            return files
    raise UnusableInputError(
        f"{data_set} is no data set with its truth: it must hold {', '.join((*INPUTS, *TRUTHS))} "
        "as scripts/generate_data.py writes them (--generated)"
    )


def _told(origin: Path, run: Run, kept: Path | None) -> str:
    if kept is None:
        return f"{origin}: the models were run"
    return f"{origin}: the models' run is {'that of' if run.was_kept else 'kept in'} {run.database}"
