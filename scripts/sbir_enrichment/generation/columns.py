"""Columns of text, and what is done with whole columns at once."""

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

Text = npt.NDArray[np.object_]
"""One value of text per row, shape (rows,). Empty text stands for a blank field."""

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
Fractions = npt.NDArray[np.float64]

Table = dict[str, Text]
"""Columns by name, in the order of the file, all of the same length."""


def text(values: Sequence[str]) -> Text:
    """Return the values as a column, shape (len(values),)."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def blank(rows: int) -> Text:
    """Return a column of blank fields, shape (rows,)."""
    return np.full(rows, "", dtype=object)


def written(numbers: Numbers) -> Text:
    """Write whole numbers as text."""
    return text([str(number) for number in cast("list[int]", numbers.tolist())])


def join(*parts: Text | str) -> Text:
    """Write the parts of each row one after the other; at least one part is a column."""
    first, *others = parts
    joined: Text = np.asarray(first, dtype=object)
    for other in others:
        joined = joined + other
    return joined


def choose(condition: Flags, when_true: Text | str, when_false: Text | str) -> Text:
    """Take from one column where the condition holds, and from the other elsewhere."""
    return np.where(condition, np.asarray(when_true, object), np.asarray(when_false, object))


def change(column: Text, where: Flags, way: Callable[[str], str]) -> Text:
    """Change the values where the condition holds, leaving the column that came in as it was."""
    changed = column.copy()
    changed[where] = [way(value) for value in column[where]]
    return changed


def from_letters(codes: npt.NDArray[np.uint8]) -> Text:
    """Turn codes of ASCII letters, shape (rows, width), into text, shape (rows,)."""
    rows, width = codes.shape
    packed = np.ascontiguousarray(codes).view(f"S{width}").reshape(rows)
    return packed.astype(f"U{width}").astype(object)


def take(table: Table, rows: Numbers) -> Table:
    """Return the rows asked for, in that order; a row may be asked for twice."""
    return {name: column[rows] for name, column in table.items()}
