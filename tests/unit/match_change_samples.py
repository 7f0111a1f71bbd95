"""Awards of two builds, made up kind by kind, in a database of their own."""

from collections.abc import Mapping

import duckdb

# Recipient, method and status before and now; None: the award is not in that build.
KINDS: Mapping[str, tuple[tuple[str | None, str | None, str] | None, ...]] = {
    "kept": (("r1", "uei_exact", "accepted"), ("r1", "uei_exact", "accepted")),
    "open": ((None, None, "unmatched"), (None, None, "unmatched")),
    "lost": (("r1", "uei_exact", "accepted"), (None, None, "review")),
    "lost with its recipient": (("r9", "uei_exact", "accepted"), (None, None, "unmatched")),
    "gained": ((None, None, "review"), ("r1", "uei_exact", "accepted")),
    "re-pointed": (("r1", "uei_exact", "accepted"), ("r2", "uei_exact", "accepted")),
    "another id": (("r1-old", "uei_exact", "accepted"), ("r1", "uei_exact", "accepted")),
    "now by name": (("r1", "uei_exact", "accepted"), ("r1", "name_fuzzy", "accepted")),
    "decided": (("r1", "uei_exact", "accepted"), ("r2", "override", "accepted")),
    "gone": (("r1", "uei_exact", "accepted"), None),
    "gone open": ((None, None, "unmatched"), None),
    "new": (None, ("r1", "duns_exact", "accepted")),
    "new open": (None, (None, None, "unmatched")),
}
KNOWN = {
    "entities": "(select unnest(['r1', 'r2']) as recipient_id)",
    "members": "(select 'r1-old' as recipient_hash, 'r1' as recipient_id)",
    "identifiers": "(select 'uei' as identifier_type, 'X' as identifier, 'r1' as recipient_id)",
    "ruled_out": "(select '' as company_id, '' as recipient_id where false)",
}
COLUMNS = "award_id varchar, recipient_id varchar, match_method varchar, match_status varchar"


def two_builds(awards: Mapping[str, int]) -> duckdb.DuckDBPyConnection:
    """Return a database with the tables `before` and `after`: so many awards of each kind."""
    connection = duckdb.connect()
    sides = (
        ("before", ", recipient_uei varchar, recipient_duns varchar, built_at timestamp"),
        ("after", ", company_id varchar default 'acme'"),
    )
    for side, (table, more) in enumerate(sides):
        connection.execute(f"create table {table} ({COLUMNS}{more})")
        rows = [
            (f"{kind} {number}", *verdict)
            for kind, count in awards.items()
            for number in range(count)
            if (verdict := KINDS[kind][side]) is not None
        ]
        if rows:
            connection.executemany(
                f"insert into {table} (award_id, recipient_id, match_method, match_status) "
                "values (?, ?, ?, ?)",
                rows,
            )
    connection.execute("update before set built_at = timestamp '2026-01-31 12:00'")
    return connection
