"""What DuckDB makes of a path: it unpacks by the name's end and takes brackets for patterns."""

import glob


def duckdb_can_unpack(path: str, is_gzip: bool) -> bool:
    """True when DuckDB unpacks the file exactly if it is packed; '.GZ' means nothing to it."""
    return path.endswith(".gz") == is_gzip and not path.endswith(".zst")


def literal_path(path: str) -> str:
    """'award[1].csv' -> 'award[[]1].csv', which matches that one file and no other."""
    return glob.escape(path)
