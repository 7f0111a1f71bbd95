with

uei_matches as (

    select * from {{ ref('int_uei_matches') }}

),

duns_matches as (

    select * from {{ ref('int_duns_matches') }}

),

award_number_matches as (

    select * from {{ ref('int_award_number_matches') }}

),

name_matches as (

    select * from {{ ref('int_name_matches') }}

),

same_by_decision as (

    select * from {{ ref('int_match_decisions') }} where is_in_force and verdict = 'same'

),

every_match as (

    select company_id, recipient_id, match_method, match_score, evidence, null::double as name_score, null as place
    from uei_matches
    union all
    select company_id, recipient_id, match_method, match_score, evidence, null as name_score, null as place
    from duns_matches
    union all
    select company_id, recipient_id, match_method, match_score, evidence, null as name_score, null as place
    from award_number_matches
    union all
    select company_id, recipient_id, match_method, match_score, evidence, name_score, place
    from name_matches
    union all
    select
        company_id,
        recipient_id,
        'override' as match_method,
        100 as match_score,
        decision as evidence,
        null as name_score,
        null as place
    from same_by_decision

)

select * from every_match
