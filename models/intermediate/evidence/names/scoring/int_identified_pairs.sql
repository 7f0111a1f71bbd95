with

known_pairs as (

    select company_id, recipient_id from {{ ref('int_uei_matches') }}
    union
    select company_id, recipient_id from {{ ref('int_duns_matches') }}
    union
    select company_id, recipient_id from {{ ref('int_award_number_links') }}
    union
    select company_id, recipient_id from {{ ref('int_match_decisions') }} where is_in_force and verdict = 'same'

),

company_names as (

    select distinct company_id, name_key from {{ ref('int_company_names') }}

),

recipient_names as (

    select distinct recipient_id, name_key from {{ ref('int_recipient_names') }}

),

pairs as (

    select
        known_pairs.company_id,
        known_pairs.recipient_id,
        company_names.name_key as company_name_key,
        recipient_names.name_key as recipient_name_key

    from known_pairs

    inner join company_names on known_pairs.company_id = company_names.company_id

    inner join recipient_names on known_pairs.recipient_id = recipient_names.recipient_id

)

select * from pairs
