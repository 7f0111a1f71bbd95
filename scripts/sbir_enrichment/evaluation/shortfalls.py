"""Turning an evaluation into a gate: are precision and recall what was asked for?"""

from sbir_enrichment.evaluation.result import Evaluation


def shortfalls(
    evaluation: Evaluation, min_precision: float | None, min_recall: float | None
) -> list[str]:
    """Return a sentence for each figure of the project that is below what was asked for."""
    asked = (
        ("precision", evaluation.agreement.precision, min_precision),
        ("recall", evaluation.agreement.recall, min_recall),
    )
    return [
        f"{name} {share.value:.4f} is below {least:g}"
        if share.value is not None
        else f"{name} cannot be told, nothing was accepted; at least {least:g} was asked for"
        for name, share, least in asked
        if least is not None and (share.value is None or share.value < least)
    ]
