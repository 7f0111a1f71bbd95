"""From labels to fitted weights, and how they do."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment.evaluation.model_runs import settings_in_force
from sbir_enrichment.evaluation.optional_packages import how_to_install, is_installed
from sbir_enrichment.evaluation.problems import UnusableInputError
from sbir_enrichment.weight_fitting.figures import SourceFigures, figures_of
from sbir_enrichment.weight_fitting.labelled_candidates import LabelledCandidates
from sbir_enrichment.weight_fitting.regression import fit_weights
from sbir_enrichment.weight_fitting.sources import (
    candidates_of_generated,
    candidates_of_warehouse,
)
from sbir_enrichment.weight_fitting.weights import ReviewedWeights, read_weights


@dataclass(frozen=True)
class Request:
    """What to fit on, and how.

    Attributes:
        generated: Folders of generated data with their truth.
        warehouses: Builds whose identifier matches make labels.
        real_weight: What a real firm counts in the regression, a generated one being 1.
        real_share: How many times as much real firms together count in the calibration.
        left_out: UEIs of firms that make no real labels, since the weights are tested on them.
        kept_runs: A folder for the runs of the models, used again while nothing has changed.
    """

    generated: tuple[Path, ...]
    warehouses: tuple[Path, ...]
    real_weight: float
    real_share: float
    left_out: frozenset[str] = frozenset()
    kept_runs: Path | None = None


@dataclass(frozen=True)
class Fit:
    """Fitted weights beside those in force.

    Attributes:
        reviewed: The seed's weights and meanings.
        weights: The fitted ones, in the order of the seed.
        before: Per source, what the seed's weights do.
        after: What the fitted ones do.
    """

    sources: tuple[LabelledCandidates, ...]
    reviewed: ReviewedWeights
    weights: dict[str, float]
    accept_score: float
    before: tuple[SourceFigures, ...]
    after: tuple[SourceFigures, ...]


def fit(request: Request, say: Callable[[str], None]) -> Fit:
    """Gather labelled candidates from every source, fit the weights, measure old and new.

    Args:
        request: What to fit on.
        say: Told of every run of the models, which take minutes.

    Raises:
        UnusableInputError: scikit-learn is not installed, or what was given cannot be used.
        CouldNotMeasureError: The models could not be run, or the labels teach nothing.
    """
    if not is_installed("sklearn"):
        raise UnusableInputError(
            f"fitting needs scikit-learn; install it: {how_to_install('scikit-learn')}"
        )
    reviewed = read_weights()
    features = reviewed.features
    kept = request.kept_runs
    sources = [candidates_of_generated(path, features, kept, say) for path in request.generated]
    sources += [
        candidates_of_warehouse(path, request.left_out, features, kept, say)
        for path in request.warehouses
    ]
    fitted = fit_weights(sources, features, request.real_weight, request.real_share)
    accept_score = settings_in_force({})["name_accept_score"]
    return Fit(
        sources=tuple(sources),
        reviewed=reviewed,
        weights={name: fitted[name] for name in reviewed.weights},
        accept_score=accept_score,
        before=tuple(figures_of(source, reviewed.weights, accept_score) for source in sources),
        after=tuple(figures_of(source, fitted, accept_score) for source in sources),
    )
