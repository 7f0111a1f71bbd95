with

best as (

    select * from {{ ref('int_best_evidence') }}

),

evidence as (

    select * from {{ ref('int_heeded_evidence') }}

),

confirmations as (

    select
        evidence.company_id,
        bool_or(evidence.match_method = 'duns_exact') as is_duns_confirming,
        bool_or(evidence.match_method = 'award_id_exact') as is_award_number_confirming

    from evidence

    inner join best
        on
            evidence.company_id = best.company_id
            and evidence.recipient_id = best.recipient_id
            and evidence.match_method <> best.match_method

    group by evidence.company_id

)

select * from confirmations
