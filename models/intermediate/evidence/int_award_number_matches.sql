with

links as (

    select * from {{ ref('int_award_number_links') }}

),

resemblances as (

    select * from {{ ref('int_identified_name_scores') }}

),

plausible as (

    select
        links.*,
        coalesce(resemblances.name_score, 0) >= {{ var('award_number_min_name_score') }} as is_name_plausible

    from links

    left join resemblances
        on links.company_id = resemblances.company_id and links.recipient_id = resemblances.recipient_id

    where
        links.is_agency_plausible
        or resemblances.name_score >= {{ var('award_number_min_name_score') }}

),

-- Where some numbers lead to a recipient with the firm's name, those that lead elsewhere are other people's contracts.
supported as (

    select
        company_id,
        recipient_id,
        is_name_plausible,
        count(distinct award_id) as awards,
        min(contract_key) as first_contract_key,
        max(is_name_plausible) over (partition by company_id) as has_name_plausible

    from plausible

    group by company_id, recipient_id, is_name_plausible

),

matched as (

    select
        company_id,
        recipient_id,
        'award_id_exact' as match_method,
        -- A whole contract number of the right agency that leads to another name: worth a look, not a match.
        case when is_name_plausible then 100 else 80 end::double as match_score,
        'award number ' || first_contract_key || case
            when awards = 2 then ' and that of 1 more award'
            when awards > 2 then ' and those of ' || (awards - 1) || ' more awards'
            else ''
        end as evidence

    from supported

    where is_name_plausible = has_name_plausible

)

select * from matched
