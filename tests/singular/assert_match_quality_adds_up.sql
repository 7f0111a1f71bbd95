{# The values of every dimension add up to all awards, dollars and matches. #}
with

quality as (

    select * from {{ as_built(ref('fct_match_quality')) }}

),

by_dimension as (

    select
        dimension,
        sum(awards) as awards,
        sum(matched_awards) as matched_awards,
        sum(award_amount) as award_amount,
        sum(accepted + review + ambiguous + conflict + unmatched + unmatchable) as awards_with_a_status,
        sum(override + uei_exact + duns_exact + award_id_exact + name_fuzzy) as awards_with_a_method

    from quality

    group by dimension

),

overall as (

    select * from by_dimension where dimension = 'overall'

),

different as (

    select by_dimension.*

    from by_dimension

    cross join overall

    where
        by_dimension.awards <> overall.awards
        or by_dimension.matched_awards <> overall.matched_awards
        or by_dimension.award_amount <> overall.award_amount
        or by_dimension.awards_with_a_status <> overall.awards
        or by_dimension.awards_with_a_method <> overall.matched_awards

)

select * from different
