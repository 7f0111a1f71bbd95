with

decisions as (

    select * from {{ ref('int_match_decisions') }} where problem is null and (is_in_force or not is_override)

),

verdicts as (

    select * from {{ ref('int_company_verdicts') }} where match_status = 'accepted' and match_method <> 'override'

),

-- A firm that was drawn stands for as many of its stratum as there are to one that was told right or wrong, as if those
-- left unsure were like them. A decision that nobody drew stands for itself.
weighted as (

    select
        *,
        case
            when is_override then 1
            else stratum_firms / nullif(count(*) filter (where verdict <> 'unsure') over (
                partition by is_override, stratum, stratum_firms
            ), 0)
        end::double as label_weight,
        case
            when bool_or(is_override) over (partition by company_id) then {{ undecided_id('company_id') }}
            else company_id
        end as verdict_id

    from decisions

),

-- What matters is whether matching by itself accepts the pair today: without the decisions, where there are any.
labelled as (

    select
        weighted.company_id,
        weighted.recipient_id,
        verdicts.match_method as labelled_method,
        weighted.verdict as label,
        weighted.label_weight,
        not weighted.is_override as is_sampled

    from weighted

    inner join verdicts
        on weighted.verdict_id = verdicts.company_id and weighted.recipient_id = verdicts.recipient_id

    qualify
        row_number() over (
            partition by weighted.company_id order by weighted.is_override, weighted.file_name, weighted.line
        ) = 1

)

select * from labelled
