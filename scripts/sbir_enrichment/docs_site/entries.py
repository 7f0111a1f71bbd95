"""What the site has, in the order of its start page, and which command makes each part."""

from pathlib import Path
from typing import NamedTuple

START = "index.html"
PYTHON = ".venv/bin/python scripts"


class Entry(NamedTuple):
    """One page of the site.

    Attributes:
        address: The file name within the site.
        title: What it is called on the start page.
        label: The same, short, in the links of the other pages.
        tells: What one finds there.
        command: What makes it; run from the folder of the project.
        made_as: Where that command leaves the page; None for what the site makes itself.
    """

    address: str
    title: str
    label: str
    tells: str
    command: str = "make docs"
    made_as: Path | None = None


SEARCH = Entry(
    "search.html",
    "Search awards and firms",
    "Search",
    "Which recipient an award or a firm was given, how that was found and how sure it is.",
)
QUALITY = Entry(
    "quality.html",
    "Match quality",
    "Quality",
    "Rates by agency, year, state and more; gates; trend; what to look at and what to do about it.",
)
REVIEW = Entry(
    "review.html",
    "Matches to decide on",
    "Review",
    "The firms that wait for a person, by dollars at stake, with their candidates side by side.",
)
TABLES = Entry(
    "tables.html",
    "Tables and columns",
    "Tables",
    "Every table described column by column, its SQL, its tests, and where its data comes from.",
)
CHANGES = Entry(
    "changes.html",
    "What changed since the build before",
    "Changes",
    "Awards that gained or lost their match or point to another recipient, and why the rate moved.",
    f"{PYTHON}/compare_matches.py --output-html reports/changes.html",
    Path("reports/changes.html"),
)
EVALUATION = Entry(
    "evaluation.html",
    "How good is matching by name",
    "Evaluation",
    "Precision, recall and mistakes on firms whose recipient is known.",
    f"{PYTHON}/evaluate_matching.py --from-warehouse sbir.duckdb "
    "--output-html reports/evaluation/evaluation.html",
    Path("reports/evaluation/evaluation.html"),
)
REGRESSION = Entry(
    "performance.html",
    "Performance against the baseline",
    "Performance",
    "Whether the build became slower, hungrier or worse, model by model.",
    f"{PYTHON}/detect_performance_regression.py --output-html reports/performance/regression.html",
    Path("reports/performance/regression.html"),
)
HISTORY = Entry(
    "history.html",
    "Performance and quality over time",
    "History",
    "How time, memory and match rate went from run to run, and where they turned.",
    f"{PYTHON}/analyze_performance_history.py --trend-report --output reports/trend.html",
    Path("reports/trend.html"),
)
ENTRIES = (SEARCH, QUALITY, REVIEW, CHANGES, TABLES, EVALUATION, REGRESSION, HISTORY)
