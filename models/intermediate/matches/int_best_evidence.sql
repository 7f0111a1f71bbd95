with

evidence as (

    select
        *,
        match_score >= {{ var('name_accept_score') }} and not is_vetoed as is_decisive

    from {{ ref('int_heeded_evidence') }}

),

-- Of the evidence that decides, the strongest kind comes first; of the rest, whatever scores highest.
ranked as (

    select
        *,
        row_number() over (
            partition by company_id
            order by {{ evidence_order() }}
        ) as evidence_rank

    from evidence

),

best as (

    select * from ranked where evidence_rank = 1

)

select * from best
