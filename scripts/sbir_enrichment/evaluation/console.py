"""The result as tables on a terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from sbir_enrichment.evaluation.result import (
    Agreement,
    Approach,
    CurvePoint,
    Evaluation,
    Share,
)

CURVE_ROWS = 12
PAIRS_SHOWN = 20


def percent(share: Share) -> str:
    """Return `99.5 % (98.1-99.9)`, or a dash where nothing was counted."""
    if share.value is None or share.low is None or share.high is None:
        return "-"
    return f"{100 * share.value:.1f} % ({100 * share.low:.1f}-{100 * share.high:.1f})"


def spread_out(points: list[CurvePoint], rows: int = CURVE_ROWS) -> list[CurvePoint]:
    """Return at most `rows` points of a curve: first, last and evenly chosen ones between."""
    if len(points) <= rows:
        return points
    steps = [round(step * (len(points) - 1) / (rows - 1)) for step in range(rows)]
    return [points[step] for step in steps]


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Print everything, the mistakes up to PAIRS_SHOWN of each kind."""
    summary = (
        f"{evaluation.firms:,} labelled firms ({evaluation.positives:,} with a recipient, "
        f"{evaluation.withheld:,} without) against {evaluation.recipients:,} recipients"
    )
    console.print(summary, highlight=False, soft_wrap=True)
    found = f"Their recipient was among the candidates: {percent(evaluation.candidate_recall)}"
    console.print(found, highlight=False, soft_wrap=True)
    console.print(_approaches(evaluation))
    if evaluation.slices:
        console.print(_slices(evaluation))
    console.print(_curve(evaluation))
    console.print(_calibration(evaluation))
    console.print(_false_pairs(evaluation))
    console.print(_missed_pairs(evaluation))
    for note in evaluation.notes:
        console.print(f"* {note}", highlight=False, markup=False)


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column(first, overflow="fold")
    for other in others:
        table.add_column(other, overflow="fold", justify="right")
    return table


def _agreement(agreement: Agreement) -> tuple[str, str, str]:
    f1 = "-" if agreement.f1 is None else f"{agreement.f1:.3f}"
    return percent(agreement.precision), percent(agreement.recall), f1


def _approaches(evaluation: Evaluation) -> Table:
    table = _table(
        "Accepted matches (95 % Wilson intervals)",
        *("approach", "precision", "recall", "F1", "accepted", "wrong", "seconds", "CPU s"),
    )
    for approach in evaluation.approaches:
        table.add_row(*_approach(approach))
    return table


def _approach(approach: Approach) -> tuple[str, ...]:
    if approach.agreement is None:
        return approach.label, approach.note or "not measured"
    accepted = approach.agreement.precision
    times = (_score(approach.seconds), _score(approach.cpu_seconds))
    counts = (f"{accepted.of:,}", f"{accepted.of - accepted.right:,}")
    return (approach.label, *_agreement(approach.agreement), *counts, *times)


def _slices(evaluation: Evaluation) -> Table:
    table = _table(
        "By era", "awards", "firms", "precision", "recall", "F1", "recipient a candidate"
    )
    for part in evaluation.slices:
        found = percent(part.candidate_recall)
        table.add_row(escape(part.name), f"{part.firms:,}", *_agreement(part.agreement), found)
    return table


def _curve(evaluation: Evaluation) -> Table:
    accept = evaluation.settings["name_accept_score"]
    table = _table(
        f"Were the acceptance score another (name_accept_score is {accept:g})",
        *("score", "precision", "recall", "F1", "accepted"),
    )
    for point in spread_out(evaluation.curve):
        count = f"{point.agreement.precision.of:,}"
        table.add_row(f"{point.score:.2f}", *_agreement(point.agreement), count)
    return table


def _calibration(evaluation: Evaluation) -> Table:
    table = _table(
        "What a score means: right pairs among those with that score",
        *("score", "mean", "all pairs", "right", "best pair of a firm", "right"),
    )
    for band in evaluation.calibration:
        table.add_row(
            f"{band.low:g}-{band.high:g}",
            f"{band.mean_score:.1f}",
            f"{band.pairs.of:,}",
            percent(band.pairs),
            f"{band.best_pairs.of:,}",
            percent(band.best_pairs),
        )
    return table


def _false_pairs(evaluation: Evaluation) -> Table:
    wrong = evaluation.false_pairs
    title = f"False: {len(wrong):,} accepted matches are wrong{_shown(len(wrong))}"
    table = _pairs_table(title, "firm", "was given", "score", "why", "truth")
    for pair in wrong[:PAIRS_SHOWN]:
        _add(
            table,
            _who(pair.company_name, pair.company_place),
            _who(pair.recipient_name, pair.recipient_place),
            _score(pair.match_score),
            pair.match_reason or "",
            pair.truth,
        )
    return table


def _missed_pairs(evaluation: Evaluation) -> Table:
    missed = evaluation.missed_pairs
    title = f"Missed: {len(missed):,} firms were not given their recipient{_shown(len(missed))}"
    table = _pairs_table(title, "firm", "its recipient", "score", "lost by", "verdict")
    for pair in missed[:PAIRS_SHOWN]:
        _add(
            table,
            _who(pair.company_name, pair.company_place),
            _who(pair.true_name, pair.true_place),
            _score(pair.true_score),
            pair.lost_by,
            pair.match_reason or pair.match_status,
        )
    return table


def _pairs_table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _add(table: Table, *cells: str) -> None:
    # As Text: a name with square brackets is no markup.
    table.add_row(*map(Text, cells))


def _who(name: str | None, place: str) -> str:
    return ", ".join(part for part in (name, place) if part) or "-"


def _score(score: float | None) -> str:
    return "-" if score is None else f"{score:.1f}"


def _shown(count: int) -> str:
    return f", the first {PAIRS_SHOWN} are shown" if count > PAIRS_SHOWN else ""
