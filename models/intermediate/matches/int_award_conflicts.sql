with

company_awards as (

    select * from {{ ref('int_company_awards') }}

),

company_identifiers as (

    select * from {{ ref('int_company_identifiers') }} where is_stray

),

recipient_identifiers as (

    select * from {{ ref('int_recipient_identifiers') }}

),

recipients as (

    select * from {{ ref('int_named_recipients') }}

),

company_matches as (

    select * from {{ ref('int_company_matches') }}

),

ruled_out as (

    select * from {{ ref('int_match_decisions') }} where is_in_force and verdict = 'different'

),

stray_on_award as (

    select award_id, company_id, 'uei' as identifier_type, uei as identifier from company_awards
    union all
    select award_id, company_id, 'duns' as identifier_type, duns as identifier from company_awards

),

-- An award whose own identifier is that of another recipient than its firm's is not settled by its firm's verdict.
pointing_elsewhere as (

    select
        stray_on_award.award_id,
        stray_on_award.company_id,
        recipients.recipient_id as stray_recipient_id,
        upper(stray_on_award.identifier_type) || ' ' || stray_on_award.identifier as stray_identifier,
        upper(stray_on_award.identifier_type) || ' ' || stray_on_award.identifier || ' is of '
        || coalesce(recipients.recipient_name, 'a recipient without a name') as stray_evidence

    from stray_on_award

    inner join company_identifiers
        on
            stray_on_award.company_id = company_identifiers.company_id
            and stray_on_award.identifier_type = company_identifiers.identifier_type
            and stray_on_award.identifier = company_identifiers.identifier

    inner join recipient_identifiers
        on
            stray_on_award.identifier_type = recipient_identifiers.identifier_type
            and stray_on_award.identifier = recipient_identifiers.identifier

    inner join recipients on recipient_identifiers.recipient_id = recipients.recipient_id

    inner join company_matches on stray_on_award.company_id = company_matches.company_id

    left join recipients as matched_recipients on company_matches.recipient_id = matched_recipients.recipient_id

    anti join ruled_out
        on stray_on_award.company_id = ruled_out.company_id and recipients.recipient_id = ruled_out.recipient_id

    where
        -- Who decided what the firm is has overruled the stray identifiers too.
        company_matches.match_method is distinct from 'override'
        and recipients.recipient_id is distinct from matched_recipients.recipient_id
        -- Two rows of one name that bear no different identifier are taken for one entity.
        and (
            recipients.name_key is distinct from matched_recipients.name_key
            or recipients.uei <> matched_recipients.uei
            or recipients.duns <> matched_recipients.duns
        )

    qualify
        row_number() over (
            partition by stray_on_award.award_id order by stray_evidence, recipients.recipient_id
        ) = 1

)

select * from pointing_elsewhere
