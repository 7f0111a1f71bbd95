"""The page on which a person decides, for the queue and for a sample alike."""

from collections.abc import Sequence
from typing import NamedTuple

from sbir_enrichment.pages.rendering import render_page
from sbir_enrichment.pages.wording import count, dollars
from sbir_enrichment.review.cases import Case
from sbir_enrichment.review.decisions import OVERRIDES, REVIEWED, Decision, DecisionFile
from sbir_enrichment.review.queue import Queue
from sbir_enrichment.review.sampling import Sample

SCRIPTS = (
    "comparing.js",
    "csv_export.js",
    "decision_store.js",
    "drawing.js",
    "deciding.js",
    "page.js",
)


class Wording(NamedTuple):
    """What the page says of its cases.

    Attributes:
        title: Its heading.
        lead: What there is to decide.
        group: What the group of a case is called.
        source: Where the cases come from.
    """

    title: str
    lead: str
    group: str
    source: str


def queue_page(queue: Queue, decisions: Sequence[Decision], database: str) -> str:
    """Return the page of the firms that wait for a decision.

    Args:
        queue: The firms.
        decisions: Those of the seed, shown where the page has the pair.
        database: The build, named in the footer.
    """
    rest = queue.firms - len(queue.cases)
    told = f" The {count(len(queue.cases))} with the most at stake are here." if rest else ""
    built = f"{queue.built_at:%F %T} UTC" if queue.built_at else "without any firm to decide on"
    return _page(
        queue.cases,
        decisions,
        OVERRIDES,
        Wording(
            title="Review matches",
            lead=f"{count(queue.firms)} firms with {dollars(queue.amount)} of awards wait for a "
            f"decision: is the firm the same as the recipient?{told}",
            group="Status",
            source=f"marts.fct_match_review of {database}, built {built}.",
        ),
    )


def sample_page(sample: Sample, database: str, drawn: str) -> str:
    """Return the page of accepted matches to label.

    Args:
        sample: The matches that have no label yet.
        database: The build, named in the footer.
        drawn: How the sample was drawn, in words.
    """
    return _page(
        sample.cases,
        (),
        REVIEWED,
        Wording(
            title="Label a sample of matches",
            lead=f"{count(len(sample.cases))} accepted matches, drawn from "
            f"{count(sum(stratum.firms for stratum in sample.strata))}: is the firm the same as "
            "the recipient it was given?",
            group="Stratum",
            source=f"Accepted matches of {database}, {drawn}.",
        ),
    )


def _page(
    cases: Sequence[Case],
    decisions: Sequence[Decision],
    kind: DecisionFile,
    wording: Wording,
) -> str:
    shown = {(case.firm.id, candidate.id) for case in cases for candidate in case.candidates}
    earlier = {
        " ".join(decision.pair): dict(decision.cells)
        for decision in decisions
        if decision.pair in shown
    }
    data = {
        "columns": kind.columns,
        "file": kind.seed.stem,
        "cases": [case.model_dump(exclude_none=True) for case in cases],
        "earlier": earlier,
    }
    return render_page(
        "sbir_enrichment.review",
        "page.html.j2",
        script=SCRIPTS,
        data=data,
        command=kind.command,
        wording=wording,
    )
