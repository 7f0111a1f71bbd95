with

verdicts as (

    select * from {{ ref('int_company_verdicts') }} where not is_undecided

),

explained as (

    select
        company_id,
        match_status,
        case when match_status = 'accepted' then match_method end as match_method,
        case when match_status <> 'unmatched' then match_score end as match_score,
        case when match_status = 'accepted' then recipient_id end as recipient_id,
        case when match_status <> 'unmatched' then recipient_id end as best_recipient_id,
        match_method as best_method,
        {{ match_flags() | indent(8) }} as match_flags,
        {{ match_reason() | indent(8) }} as match_reason

    from verdicts

)

select * from explained
