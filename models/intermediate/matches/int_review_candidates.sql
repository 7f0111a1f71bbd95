with

evidence as (

    select
        *,
        match_score >= {{ var('name_accept_score') }} and not is_vetoed as is_decisive

    from {{ ref('int_heeded_evidence') }}

),

recipients as (

    select * from {{ ref('int_recipients') }}

),

-- In the order that chose the best evidence, so that the candidate of the verdict comes first.
ranked_evidence as (

    select
        *,
        row_number() over (
            partition by company_id
            order by {{ evidence_order() }}
        ) as evidence_rank

    from evidence

),

-- One candidate may be found by several methods: all of them are shown, the best ranks it.
candidates as (

    select
        company_id,
        recipient_id,
        min(evidence_rank) as evidence_rank,
        max(match_score) as match_score,
        string_agg(evidence, '; ' order by method_priority) as evidence

    from ranked_evidence

    group by company_id, recipient_id

),

ranked as (

    select
        candidates.company_id,
        candidates.recipient_id,
        candidates.match_score,
        candidates.evidence,
        recipients.recipient_name,
        recipients.uei,
        recipients.duns,
        recipients.city,
        recipients.state,
        row_number() over (
            partition by candidates.company_id
            order by candidates.evidence_rank
        ) as candidate_rank

    from candidates

    inner join recipients on candidates.recipient_id = recipients.recipient_id

)

select * from ranked
