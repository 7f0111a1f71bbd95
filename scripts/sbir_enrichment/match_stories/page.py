"""The story as a page of HTML."""

from math import log

import altair as alt
from markupsafe import Markup

from sbir_enrichment.match_stories import wording
from sbir_enrichment.match_stories.story import Story
from sbir_enrichment.match_stories.weighed_names import Candidate
from sbir_enrichment.pages.charts import figure
from sbir_enrichment.pages.harmless import harmless
from sbir_enrichment.pages.palette import SERIES
from sbir_enrichment.pages.rendering import render_page

BAR_HEIGHT = 22
WIDTH = 520
START, END = "starts at", "log-odds"
NAME = 40


def render_story(story: Story) -> str:
    """Return the page; every text of the data is escaped, and fit to be shown."""
    accept = story.settings.get("name_accept_score")
    accept_score = float(accept) if isinstance(accept, int | float) else None
    return render_page(
        "sbir_enrichment.match_stories",
        "page.html.j2",
        filters={"harmless": harmless},
        story=story,
        words=wording,
        waterfall=waterfall_figure(story.best, accept_score) if story.best else "",
    )


def waterfall_figure(candidate: Candidate, accept_score: float | None) -> Markup:
    """Draw how intercept and features add up to the log-odds, one bar after the other.

    Args:
        candidate: Whose score it is.
        accept_score: Drawn as a line where it is known.
    """
    steps = [(START, candidate.intercept)]
    steps += [(feature.name, feature.contribution) for feature in candidate.telling]
    bars, reached = [], 0.0
    for name, added in steps:
        bars.append({"step": name, "from": reached, "to": reached + added, "adds": _kind(added)})
        reached += added
    bars.append({"step": END, "from": 0.0, "to": reached, "adds": "sum"})
    order = [bar["step"] for bar in bars]
    base = alt.Chart(alt.Data(values=bars))
    drawn: list[alt.Chart] = [
        base.mark_bar().encode(
            x=alt.X("from:Q", title="log-odds (0: even, 2.2: nine of ten)"),
            x2="to:Q",
            y=alt.Y("step:N", title=None, sort=order),
            color=alt.Color(
                "adds:N",
                scale=alt.Scale(domain=["for", "against", "sum"], range=list(SERIES[:3])),
                legend=alt.Legend(title=None, orient="top"),
            ),
        )
    ]
    line = _log_odds_of(accept_score) if accept_score is not None else None
    if line is not None:
        rule = alt.Chart(alt.Data(values=[{"accept": line}]))
        drawn.append(rule.mark_rule(strokeDash=[5, 4], color="var(--ink)").encode(x="accept:Q"))
    chart = alt.layer(*drawn).properties(width=WIDTH, height=BAR_HEIGHT * len(bars))
    told = "; ".join(f"{name} {added:+.2f}" for name, added in steps)
    caption = f"Dashed: name_accept_score {accept_score:g}." if line is not None else ""
    return figure(
        chart,
        "waterfall",
        f"How the score {candidate.match_score:.2f} of {harmless(candidate.recipient_name, NAME)} "
        f"comes about, in log-odds: {told}; together {reached:+.2f}.",
        caption,
    )


def _kind(added: float) -> str:
    return "for" if added >= 0 else "against"


def _log_odds_of(score: float) -> float | None:
    """Return the log-odds that a score stands for; None of 0 and 100."""
    return log(score / (100 - score)) if 0 < score < 100 else None  # noqa: PLR2004
