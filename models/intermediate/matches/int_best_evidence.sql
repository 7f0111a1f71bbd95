with

evidence as (

    select * from {{ ref('int_match_evidence') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by company_id
            order by
                method_priority, is_vetoed, match_score desc, name_score desc,
                recipient_uei is null, recipient_duns is null, recipient_state is null, recipient_id
        ) as evidence_rank

    from evidence

),

best as (

    select * from ranked where evidence_rank = 1

)

select * from best
