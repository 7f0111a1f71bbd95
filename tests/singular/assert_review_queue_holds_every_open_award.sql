{# Every award that waits for a person is at stake in the queue, once, with its dollars. #}
with

open_awards as (

    select
        count(*) as awards,
        coalesce(sum(award_amount), 0) as award_amount

    from {{ as_built(ref('fct_enriched_awards')) }}

    where match_status in ('review', 'ambiguous', 'conflict')

),

queued as (

    select
        coalesce(sum(awards), 0) as awards,
        coalesce(sum(award_amount), 0) as award_amount

    from {{ as_built(ref('fct_match_review')) }}

),

different as (

    select
        open_awards.awards as open_awards,
        queued.awards as queued_awards,
        open_awards.award_amount as open_amount,
        queued.award_amount as queued_amount

    from open_awards

    cross join queued

    where open_awards.awards <> queued.awards or open_awards.award_amount <> queued.award_amount

)

select * from different
