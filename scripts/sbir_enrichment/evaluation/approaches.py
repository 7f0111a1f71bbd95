"""The ways of matching that are compared, the project's own first."""

from collections.abc import Collection

import duckdb

from sbir_enrichment.evaluation.figures import agreement_of_choices
from sbir_enrichment.evaluation.name_rivals import NAME_RIVALS, NameRival, best_by_name
from sbir_enrichment.evaluation.optional_packages import how_to_install, is_installed
from sbir_enrichment.evaluation.problems import UnusableInputError
from sbir_enrichment.evaluation.result import Approach
from sbir_enrichment.evaluation.splink_rival import ACCEPTED_PROBABILITIES, best_by_splink
from sbir_enrichment.evaluation.verdicts import Verdict

PROJECT = "project"
SPLINK = "splink"
BY_NAME = {rival.name: rival for rival in NAME_RIVALS}
ALL = (PROJECT, *BY_NAME, SPLINK)


def parse_approaches(text: str) -> tuple[str, ...]:
    """Read a comma-separated list of approaches; the project's own is always among them.

    Raises:
        UnusableInputError: A name is none of `ALL`.
    """
    wanted = {name.strip() for name in text.split(",") if name.strip()}
    unknown = sorted(wanted - set(ALL))
    if unknown:
        raise UnusableInputError(
            f"--approaches knows {', '.join(ALL)}, and not {', '.join(unknown)}"
        )
    return tuple(name for name in ALL if name in wanted or name == PROJECT)


def measure_rivals(
    names: Collection[str],
    connection: duckdb.DuckDBPyConnection,
    verdicts: Collection[Verdict],
    positives: int,
) -> list[Approach]:
    """Match the same firms in other ways, and compare with the same truth."""
    measured = []
    for name in names:
        if name in BY_NAME:
            measured.append(_by_name(BY_NAME[name], connection, verdicts, positives))
        elif name == SPLINK:
            measured += _by_splink(connection, verdicts, positives)
    return measured


def _by_name(
    rival: NameRival,
    connection: duckdb.DuckDBPyConnection,
    verdicts: Collection[Verdict],
    positives: int,
) -> Approach:
    chosen, effort = best_by_name(connection, rival)
    return Approach(
        name=rival.name,
        label=rival.label,
        agreement=agreement_of_choices(chosen, verdicts, positives),
        seconds=effort.seconds,
        cpu_seconds=effort.cpu_seconds,
    )


def _by_splink(
    connection: duckdb.DuckDBPyConnection, verdicts: Collection[Verdict], positives: int
) -> list[Approach]:
    if not is_installed(SPLINK):
        note = f"not measured: {how_to_install(SPLINK)}"
        return [Approach(name=SPLINK, label="Splink", agreement=None, note=note)]
    best, effort = best_by_splink(connection)
    measured = []
    for cutoff in ACCEPTED_PROBABILITIES:
        chosen = {number: choice for number, (choice, sure) in best.items() if sure >= cutoff}
        measured.append(
            Approach(
                name=SPLINK,
                label=f"Splink, probability >= {cutoff:g}",
                agreement=agreement_of_choices(chosen, verdicts, positives),
                seconds=effort.seconds,
                cpu_seconds=effort.cpu_seconds,
            )
        )
    return measured
