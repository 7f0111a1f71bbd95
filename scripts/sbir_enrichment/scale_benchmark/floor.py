"""The floor: the least that any enrichment must do, in plain SQL and in a process of its own.

Read both files, every column as text; find each award's recipient by equal UEI, else by equal DUNS;
write the awards with their recipients. Nothing is cleaned, checked or compared by name.
"""

import json
import sys

from sbir_enrichment.scale_benchmark.databases import connect

# One reader, not several in parallel: where a text of several lines is cut in two, its second half
# can pass for a row. The recipient file has no such texts.
_READ_AWARDS = """
    read_csv($path, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"',
             parallel = false, max_line_size = 8388608, buffer_size = 33554432)
"""
_READ_RECIPIENTS = """
    read_csv($path, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"')
"""

LOAD_RECIPIENTS = f"create temp table recipients as select * from {_READ_RECIPIENTS}"

ENRICH_AWARDS = f"""
    create table enriched_awards as

    with

    awards as (

        select * from {_READ_AWARDS}

    ),

    -- Several rows may bear one identifier; an award still has one recipient.
    by_uei as (

        select uei, min(recipient_hash) as recipient_hash
        from recipients where uei is not null group by uei

    ),

    by_duns as (

        select duns, min(recipient_hash) as recipient_hash
        from recipients where duns is not null group by duns

    ),

    matched as (

        select
            awards.*,
            coalesce(by_uei.recipient_hash, by_duns.recipient_hash) as recipient_hash

        from awards

        left join by_uei on awards."UEI" = by_uei.uei

        left join by_duns on awards."Duns" = by_duns.duns

    )

    select matched.*, recipients.* exclude (recipient_hash)

    from matched

    left join recipients on matched.recipient_hash = recipients.recipient_hash
"""

COUNT = """
    select
        (select count(*) from enriched_awards) as awards,
        (select count(*) from recipients) as recipients,
        (select count(recipient_hash) from enriched_awards) as matched_awards
"""


def build_floor(
    awards: str, recipients: str, database: str, memory_limit: str, threads: int
) -> dict[str, int]:
    """Write the enriched awards into a database and return how many rows there are of each."""
    with connect(database, memory_limit, threads) as connection:
        connection.execute(LOAD_RECIPIENTS, {"path": recipients})
        connection.execute(ENRICH_AWARDS, {"path": awards})
        counts = connection.sql(COUNT)
        return dict(zip(counts.columns, counts.fetchall()[0], strict=True))


if __name__ == "__main__":
    awards, recipients, database, memory_limit, threads = sys.argv[1:]
    print(json.dumps(build_floor(awards, recipients, database, memory_limit, int(threads))))
