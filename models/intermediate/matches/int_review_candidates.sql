with

evidence as (

    select
        *,
        match_score >= {{ var('name_accept_score') }} and not is_vetoed as is_decisive

    from {{ ref('int_heeded_evidence') }}

),

award_conflicts as (

    select * from {{ ref('int_award_conflicts') }}

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

-- Then the recipients to which a stray identifier on some awards of the firm leads.
stray_evidence as (

    select
        company_id,
        stray_recipient_id as recipient_id,
        null as match_score,
        string_agg(distinct stray_identifier, ', ' order by stray_identifier) || ' on ' || count(*)
        || case when count(*) = 1 then ' award' else ' awards' end || ' of the firm' as evidence,
        1.5 as evidence_rank

    from award_conflicts

    group by company_id, stray_recipient_id

),

every_piece as (

    select company_id, recipient_id, match_score, evidence, evidence_rank, method_priority
    from ranked_evidence
    union all
    select company_id, recipient_id, match_score, evidence, evidence_rank, null as method_priority
    from stray_evidence

),

-- One candidate may be found by several methods: all of them are shown, the best ranks it.
candidates as (

    select
        company_id,
        recipient_id,
        min(evidence_rank) as evidence_rank,
        max(match_score) as match_score,
        string_agg(evidence, '; ' order by method_priority nulls last) as evidence

    from every_piece

    group by company_id, recipient_id

),

ranked as (

    select
        candidates.* exclude (candidates.evidence_rank),
        recipients.recipient_name,
        recipients.uei,
        recipients.duns,
        recipients.city,
        recipients.state,
        recipients.zip5,
        row_number() over (
            partition by candidates.company_id
            order by candidates.evidence_rank, candidates.recipient_id
        ) as candidate_rank

    from candidates

    inner join recipients on candidates.recipient_id = recipients.recipient_id

)

select * from ranked
