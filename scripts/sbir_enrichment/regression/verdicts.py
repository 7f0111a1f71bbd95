"""The words in which a comparison speaks, and which of them weighs more."""

from collections.abc import Iterable
from typing import Literal

Verdict = Literal["pass", "within noise", "not measured", "not comparable", "warning", "failure"]
"""`within noise`: it looks like more than the limit, but runs differ so much by themselves.
`not measured`: there are no figures, or too few runs to tell a change from noise.
`not comparable`: the figures were made under other conditions."""

BY_WEIGHT: tuple[Verdict, ...] = (
    "pass",
    "within noise",
    "not measured",
    "not comparable",
    "warning",
    "failure",
)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict that weighs most; `pass` when there is none."""
    return max(verdicts, key=BY_WEIGHT.index, default="pass")
