with

identifier_matches as (

    select company_id, recipient_id from {{ ref('int_uei_matches') }}
    union
    select company_id, recipient_id from {{ ref('int_duns_matches') }}
    union
    select company_id, recipient_id from {{ ref('int_award_number_links') }}

),

company_names as (

    select distinct company_id, name_key from {{ ref('int_company_names') }}

),

recipient_names as (

    select distinct recipient_id, name_key from {{ ref('int_recipient_names') }}

),

pairs as (

    select
        identifier_matches.company_id,
        identifier_matches.recipient_id,
        company_names.name_key as company_name_key,
        recipient_names.name_key as recipient_name_key

    from identifier_matches

    inner join company_names on identifier_matches.company_id = company_names.company_id

    inner join recipient_names on identifier_matches.recipient_id = recipient_names.recipient_id

)

select * from pairs
