with

every_match as (

    select * from {{ ref('int_every_match') }}

),

identified_name_scores as (

    select * from {{ ref('int_identified_name_scores') }}

),

identifiers_compared as (

    select * from {{ ref('int_identifiers_compared') }}

),

methods as (

    select * from {{ ref('match_methods') }}

),

recipients as (

    select * from {{ ref('int_named_recipients') }}

),

decisions as (

    select * from {{ ref('int_match_decisions') }} where is_in_force

),

evidence as (

    select
        every_match.company_id,
        every_match.recipient_id,
        every_match.match_method,
        methods.priority as method_priority,
        every_match.match_score,
        every_match.evidence,
        every_match.place,
        coalesce(every_match.name_score, identified_name_scores.name_score) as name_score,
        coalesce(recipients.recipient_name, 'a recipient without a name') as recipient_name,
        recipients.name_key as recipient_name_key,
        recipients.uei as recipient_uei,
        recipients.duns as recipient_duns,
        recipients.state as recipient_state,
        recipients.city_key as recipient_city_key,
        coalesce(identifiers_compared.is_uei_different, false) as is_uei_different,
        coalesce(identifiers_compared.is_duns_different, false) as is_duns_different,
        -- An identifier that differs takes a match by name or award number out of the running, not one by identifier;
        -- a UEI that agrees outweighs a DUNS that was changed.
        every_match.match_method in ('award_id_exact', 'name_fuzzy')
        and coalesce(
            identifiers_compared.is_uei_different
            or (identifiers_compared.is_duns_different and not identifiers_compared.is_uei_shared),
            false
        ) as is_vetoed,
        decisions.verdict as decided,
        decisions.decision

    from every_match

    inner join methods on every_match.match_method = methods.match_method

    inner join recipients on every_match.recipient_id = recipients.recipient_id

    left join identified_name_scores
        on
            every_match.company_id = identified_name_scores.company_id
            and every_match.recipient_id = identified_name_scores.recipient_id

    left join identifiers_compared
        on
            every_match.company_id = identifiers_compared.company_id
            and every_match.recipient_id = identifiers_compared.recipient_id

    left join decisions
        on every_match.company_id = decisions.company_id and every_match.recipient_id = decisions.recipient_id

)

select * from evidence
