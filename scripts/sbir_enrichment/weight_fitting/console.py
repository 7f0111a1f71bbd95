"""A fit as tables on a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sbir_enrichment.evaluation.console import percent
from sbir_enrichment.weight_fitting.figures import SourceFigures
from sbir_enrichment.weight_fitting.fitting import Fit
from sbir_enrichment.weight_fitting.labelled_candidates import LabelledCandidates
from sbir_enrichment.weight_fitting.weights import DIGITS

NOTE = (
    "All of this is measured on the firms that the weights were fitted on, and on each firm's best "
    "candidate alone: scripts/evaluate_matching.py measures whole verdicts on firms of their own."
)


def print_fit(fit: Fit, console: Console) -> None:
    """Print sources, weights, calibration, precision and recall."""
    console.print(_sources(fit))
    console.print(_weights(fit))
    for source, figures in zip(fit.sources, fit.after, strict=True):
        console.print(_calibration(source, figures))
    console.print(_agreement(fit))
    console.print(f"* {NOTE}", highlight=False, markup=False)


def _sources(fit: Fit) -> Table:
    table = _table(
        "Labels",
        *("source", "labels", "firms", "with a recipient", "candidates", "vetoed", "label unknown"),
        *("taking part", "of them right"),
    )
    for source in fit.sources:
        vetoed = source.rows["is_vetoed"]
        taking_part = source.taking_part
        counts = (
            *(source.firms, source.positives, len(source.rows), int(vetoed.sum())),
            *(int((~source.is_known & ~vetoed).sum()), len(taking_part)),
            int(taking_part["is_right"].sum()),
        )
        kind = "real" if source.is_real else "generated"
        _add(table, source.source, kind, *(f"{count:,}" for count in counts))
    return table


def _weights(fit: Fit) -> Table:
    table = _table("Weights", "feature", "in force", "fitted", "difference", "meaning")
    table.columns[4].justify = "left"
    for name, weight in fit.weights.items():
        now = fit.reviewed.weights[name]
        told = (f"{now:.{DIGITS}f}", f"{weight:.{DIGITS}f}", f"{weight - now:+.{DIGITS}f}")
        _add(table, name, *told, fit.reviewed.meanings[name])
    return table


def _calibration(source: LabelledCandidates, figures: SourceFigures) -> Table:
    title = f"Best candidates of {source.source} by the fitted score (95 % Wilson intervals)"
    table = _table(title, "score", "mean", "firms", "right")
    for band in figures.bands:
        shown = (f"{band.mean_score:.1f}", f"{band.best_pairs.of:,}", percent(band.best_pairs))
        _add(table, f"{band.low:g}-{band.high:g}", *shown)
    return table


def _agreement(fit: Fit) -> Table:
    table = _table(
        f"Best candidates that reach the acceptance score, {fit.accept_score:g}",
        *("source", "weights", "precision", "recall", "accepted", "wrong"),
    )
    for source, before, after in zip(fit.sources, fit.before, fit.after, strict=True):
        for which, figures in (("in force", before), ("fitted", after)):
            precision, recall = figures.agreement.precision, figures.agreement.recall
            counts = (f"{precision.of:,}", f"{precision.of - precision.right:,}")
            _add(table, source.source, which, percent(precision), percent(recall), *counts)
    return table


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column(first, overflow="fold")
    for other in others:
        table.add_column(other, overflow="fold", justify="right")
    return table


def _add(table: Table, *cells: str) -> None:
    # As Text: a path with square brackets is no markup.
    table.add_row(*map(Text, cells))
