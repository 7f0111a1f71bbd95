{# The values of a dimension add up to all awards, dollars and matches; and to all firms, where a firm has one value. #}
with

awards as (

    select * from {{ as_built(ref('fct_enriched_awards')) }}

),

quality as (

    select * from {{ as_built(ref('fct_match_quality')) }}

),

by_dimension as (

    select
        dimension,
        sum(awards) as awards,
        sum(matched_awards) as matched_awards,
        sum(award_amount) as award_amount,
        sum(matched_award_amount) as matched_award_amount,
        sum(award_share) as award_share,
        sum(complete_awards) as complete_awards,
        sum(firms) as firms,
        sum(accepted + review + ambiguous + conflict + unmatched + unmatchable) as awards_with_a_status,
        sum(override + uei_exact + duns_exact + award_id_exact + name_fuzzy) as awards_with_a_method

    from quality

    group by dimension

),

every_award as (

    select
        count(*) as awards,
        count(*) filter (where match_status = 'accepted') as matched_awards,
        coalesce(sum(award_amount), 0) as award_amount,
        coalesce(sum(award_amount) filter (where match_status = 'accepted'), 0) as matched_award_amount,
        count(distinct company_id) as firms

    from awards

),

overall as (

    select awards as complete_awards from quality where dimension = 'missing_fields' and value = 'nothing missing'

),

different as (

    select by_dimension.*

    from by_dimension

    cross join every_award

    cross join overall

    where
        by_dimension.awards <> every_award.awards
        or by_dimension.matched_awards <> every_award.matched_awards
        or by_dimension.award_amount <> every_award.award_amount
        or by_dimension.matched_award_amount <> every_award.matched_award_amount
        or by_dimension.complete_awards <> overall.complete_awards
        or abs(by_dimension.award_share - 1) > 0.000001
        or by_dimension.awards_with_a_status <> every_award.awards
        or by_dimension.awards_with_a_method <> every_award.matched_awards
        or (
            by_dimension.dimension in ('overall', 'company_size', 'identifier_type')
            and by_dimension.firms <> every_award.firms
        )

)

select * from different
