with

evidence as (

    select * from {{ ref('int_match_evidence') }}

),

recipients as (

    select * from {{ ref('int_recipients') }}

),

-- One candidate may be found by several methods: all of them are shown, the strongest ranks it.
candidates as (

    select
        company_id,
        recipient_id,
        min(method_priority) as method_priority,
        max(match_score) as match_score,
        max(name_score) as name_score,
        string_agg(evidence, '; ' order by method_priority) as evidence

    from evidence

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
            order by
                candidates.method_priority, candidates.match_score desc, candidates.name_score desc,
                candidates.recipient_id
        ) as candidate_rank

    from candidates

    inner join recipients on candidates.recipient_id = recipients.recipient_id

)

select * from ranked
