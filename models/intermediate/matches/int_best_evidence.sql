with

evidence as (

    select
        *,
        match_score >= {{ var('name_accept_score') }} and not is_vetoed as is_decisive

    from {{ ref('int_match_evidence') }}

),

-- Of the evidence that decides, the strongest kind comes first; of the rest, whatever scores highest.
ranked as (

    select
        *,
        row_number() over (
            partition by company_id
            order by
                is_decisive desc, case when is_decisive then method_priority end,
                match_score desc, method_priority, name_score desc,
                recipient_uei is null, recipient_duns is null, recipient_state is null, recipient_id
        ) as evidence_rank

    from evidence

),

best as (

    select * from ranked where evidence_rank = 1

)

select * from best
