"""Sizes of memory as people write them for DuckDB."""

import re

from sbir_enrichment.measuring.problems import MisuseError

_SIZE = re.compile(r"\d+(\.\d+)? ?([KMGT]i?B)", re.IGNORECASE)


def require_memory_size(text: str, option: str) -> None:
    """Raise MisuseError, naming the option, if a text is no size such as 1GB."""
    if not _SIZE.fullmatch(text) or not re.search("[1-9]", text):
        raise MisuseError(f"{option} {text!r} is no size; write it as 1GB")
