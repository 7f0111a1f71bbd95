with

company_identifiers as (

    select * from {{ ref('int_company_identifiers') }}
    where identifier_type = 'duns' and not is_stray

),

recipient_identifiers as (

    select * from {{ ref('int_recipient_identifiers') }} where identifier_type = 'duns'

),

matched as (

    select
        company_identifiers.company_id,
        recipient_identifiers.recipient_id,
        'duns_exact' as match_method,
        100.0::double as match_score,
        'DUNS ' || string_agg(
            company_identifiers.identifier, ', ' order by company_identifiers.identifier
        ) as evidence

    from company_identifiers

    inner join recipient_identifiers on company_identifiers.identifier = recipient_identifiers.identifier

    group by company_identifiers.company_id, recipient_identifiers.recipient_id

)

select * from matched
