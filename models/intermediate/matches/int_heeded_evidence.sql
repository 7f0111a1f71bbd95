with

evidence as (

    select * from {{ ref('int_match_evidence') }}

),

ruled_out as (

    select * from evidence where decided = 'different'

),

-- One entity can be several rows of the recipient list. Another row of the name that was ruled out is not it by itself,
-- nor is it a match that nobody need look at.
maybe_ruled_out as (

    select distinct
        evidence.company_id,
        evidence.recipient_id,
        true as is_maybe_ruled_out

    from evidence

    inner join ruled_out
        on evidence.company_id = ruled_out.company_id and evidence.recipient_name_key = ruled_out.recipient_name_key

    where
        evidence.decided is null
        and coalesce(evidence.recipient_uei = ruled_out.recipient_uei, true)
        and coalesce(evidence.recipient_duns = ruled_out.recipient_duns, true)

),

heeded as (

    select
        evidence.* exclude (evidence.decided, evidence.decision),
        case
            when maybe_ruled_out.is_maybe_ruled_out
                then 'perhaps another row of the recipient that was ruled out'
            when evidence.decided = 'unsure' then 'left open, ' || evidence.decision
        end as doubt

    from evidence

    left join maybe_ruled_out
        on evidence.company_id = maybe_ruled_out.company_id and evidence.recipient_id = maybe_ruled_out.recipient_id

    where evidence.decided is distinct from 'different'

),

decided_companies as (

    select distinct company_id from evidence where decided is not null

),

-- A firm that somebody decided on is judged once more without the decisions, to learn what matching by itself makes
-- of it.
undecided as (

    select
        evidence.* exclude (evidence.decided, evidence.decision)
        replace ({{ undecided_id('evidence.company_id') }} as company_id),
        null as doubt

    from evidence

    semi join decided_companies on evidence.company_id = decided_companies.company_id

    where evidence.match_method <> 'override'

),

every_piece as (

    select * from heeded
    union all
    select * from undecided

)

select * from every_piece
