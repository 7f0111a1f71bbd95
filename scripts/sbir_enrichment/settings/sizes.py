"""Sizes as DuckDB takes them: `4GB` is 4 times 10^9 bytes, `4GiB` 4 times 2^30."""

import re

PATTERN = r"(?i)^([0-9]+(?:\.[0-9]+)?)\s*([KMGT])(i?)B$"


def in_bytes(size: str) -> int:
    """Return the bytes of a size with its unit.

    Raises:
        ValueError: it is no such size.
    """
    found = re.match(PATTERN, size)
    if not found:
        raise ValueError(f"{size!r} is no size with its unit, such as 4GB")
    number, letter, binary = found.groups()
    power = "KMGT".index(letter.upper()) + 1
    return round(float(number) * float(1024 if binary else 1000) ** power)
