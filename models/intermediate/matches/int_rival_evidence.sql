with

evidence as (

    select * from {{ ref('int_heeded_evidence') }}

),

best as (

    select * from {{ ref('int_best_evidence') }}

),

others as (

    select
        evidence.company_id,
        evidence.recipient_id,
        evidence.recipient_name,
        evidence.match_method,
        evidence.match_score,
        evidence.evidence,
        best.match_method as best_method,
        -- One firm can be three rows of the recipient list: by UEI, by DUNS and by name. Two rows of one name that bear
        -- no different identifier are taken for one entity; where only the name speaks, nor may the place differ.
        (
            coalesce(evidence.recipient_name_key = best.recipient_name_key, false)
            or coalesce(
                evidence.name_score >= {{ var('name_twin_score') }}
                and best.name_score >= {{ var('name_twin_score') }}
                and best.method_priority <= 4,
                false
            )
        )
        and coalesce(evidence.recipient_uei = best.recipient_uei, true)
        and coalesce(evidence.recipient_duns = best.recipient_duns, true)
        and (
            best.match_method <> 'name_fuzzy'
            or (
                coalesce(evidence.recipient_state = best.recipient_state, true)
                and coalesce(evidence.recipient_city_key = best.recipient_city_key, true)
            )
        ) as is_same_entity,
        round({{ odds('best.match_score') }} / {{ odds('evidence.match_score') }}, 2) as odds_ahead,
        evidence.is_vetoed

    from evidence

    inner join best on evidence.company_id = best.company_id and evidence.recipient_id <> best.recipient_id

)

select * from others
