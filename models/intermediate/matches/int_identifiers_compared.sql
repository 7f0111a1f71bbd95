with

candidates as (

    select distinct company_id, recipient_id from {{ ref('int_every_match') }}

),

company_identifiers as (

    select * from {{ ref('int_company_identifiers') }} where not is_stray

),

recipient_identifiers as (

    select * from {{ ref('int_recipient_identifiers') }}

),

-- For each kind of identifier that both sides bear: do they share one?
compared as (

    select
        candidates.company_id,
        candidates.recipient_id,
        company_identifiers.identifier_type,
        bool_or(company_identifiers.identifier = recipient_identifiers.identifier) as is_shared

    from candidates

    inner join company_identifiers on candidates.company_id = company_identifiers.company_id

    inner join recipient_identifiers
        on
            candidates.recipient_id = recipient_identifiers.recipient_id
            and company_identifiers.identifier_type = recipient_identifiers.identifier_type

    group by candidates.company_id, candidates.recipient_id, company_identifiers.identifier_type

),

identifiers_compared as (

    select
        company_id,
        recipient_id,
        bool_or(identifier_type = 'uei' and not is_shared) as is_uei_different,
        bool_or(identifier_type = 'duns' and not is_shared) as is_duns_different,
        bool_or(identifier_type = 'uei' and is_shared) as is_uei_shared

    from compared

    group by company_id, recipient_id

)

select * from identifiers_compared
