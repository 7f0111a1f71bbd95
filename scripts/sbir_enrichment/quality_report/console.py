"""The report on a terminal: the figures to know, what to look at, and every slice's rate."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sbir_enrichment.pages.harmless import harmless, one_line
from sbir_enrichment.pages.wording import count, dollars, percent
from sbir_enrichment.quality_report.comparison import FOUND_BY_MATCHING
from sbir_enrichment.quality_report.measured_parts import Dimension
from sbir_enrichment.quality_report.result import QualityReport

VALUES_SHOWN = 6
STYLES = {"failure": "bold red", "warning": "yellow", "note": "cyan"}


def print_report(report: QualityReport, console: Console) -> None:
    """Print it; of each dimension the first values, the files that are written have all."""
    built = report.source.built_at or "at a time not told"
    console.print(_text(f"{report.source.path}, built {built}"), soft_wrap=True)
    console.print(_overall(report))
    console.print(_gates(report))
    console.print(_slices(report))
    for precision in report.precisions:
        known = _text(f"Precision of {precision.method}: {precision.finding}")
        console.print(known, soft_wrap=True)
    if not report.precisions:
        console.print("Precision: unknown, an exported file does not hold what people labelled.")
    _print_comparison(report, console)
    if not report.issues:
        console.print("Nothing to look at: no gate fails, nothing fell, no slice stands out.")
    for issue in report.issues:
        line = Text(one_line(f"{issue.severity}: {issue.title}."), style=STYLES[issue.severity])
        line.append(" ")
        line.append(one_line(f"{issue.finding} {issue.remedy}"), style="default")
        console.print(line, soft_wrap=True)


def _overall(report: QualityReport) -> Table:
    overall = report.overall
    table = _table("Matches")
    for column in ("", "matched", "of", "rate"):
        table.add_column(column, justify="right" if column else "left")
    awards = (count(overall.matched_awards), count(overall.awards), percent(overall.match_rate, 2))
    firms = (count(overall.matched_firms), count(overall.firms))
    amounts = (dollars(overall.matched_award_amount), dollars(overall.award_amount))
    table.add_row("awards", *awards)
    table.add_row("firms", *firms, percent(overall.firm_match_rate, 2))
    table.add_row("dollars", *amounts, percent(overall.amount_match_rate, 2))
    return table


def _gates(report: QualityReport) -> Table:
    table = _table("Gates")
    for column in ("gate", "holds", "finding"):
        table.add_column(column, overflow="fold")
    for gate in report.gates:
        held = Text("yes", style="green") if gate.is_met else Text("NO", style="bold red")
        table.add_row(_text(gate.name), held, _text(gate.finding))
    return table


def _slices(report: QualityReport) -> Table:
    table = _table("Match rate by slice")
    table.add_column("slice", overflow="fold")
    for column in ("awards", "of awards", "of firms", "of dollars"):
        table.add_column(column, justify="right")
    for dimension in report.dimensions:
        if dimension.name not in FOUND_BY_MATCHING:
            _add_dimension(table, dimension)
    return table


def _add_dimension(table: Table, dimension: Dimension) -> None:
    shown = sorted(dimension.slices, key=lambda each: (-each.awards, each.value))[:VALUES_SHOWN]
    rest = len(dimension.slices) - len(shown)
    table.add_section()
    for each in (each for each in dimension.slices if each in shown):
        table.add_row(
            Text(harmless(f"{dimension.title}: {each.value}")),
            count(each.awards),
            percent(each.match_rate),
            percent(each.firm_match_rate),
            percent(each.amount_match_rate),
        )
    if rest:
        table.add_row(Text(f"{dimension.title}: {rest} with fewer awards", style="dim"))


def _print_comparison(report: QualityReport, console: Console) -> None:
    if report.comparison is not None:
        before = report.comparison.before.match_rate
        change = 100 * (report.overall.match_rate - before)
        console.print(
            Text(
                f"Since {report.comparison.baseline}: {percent(before, 2)} then, "
                f"{percent(report.overall.match_rate, 2)} now ({change:+.2f} points)."
            ),
            soft_wrap=True,
        )


def _table(title: str) -> Table:
    return Table(title=Text(title, style="bold"), title_justify="left")


def _text(told: str) -> Text:
    """Return a text of the data as a terminal may be given it: it obeys escape sequences."""
    return Text(one_line(told))
