with

promising_pairs as (

    select * from {{ ref('int_promising_name_pairs') }}

),

company_names as (

    select * from {{ ref('int_company_names') }}

),

recipient_names as (

    select * from {{ ref('int_recipient_names') }}

),

identifier_matches as (

    select company_id, recipient_id from {{ ref('int_uei_matches') }}
    union
    select company_id, recipient_id from {{ ref('int_duns_matches') }}

),

ruled_out as (

    select * from {{ ref('int_match_decisions') }} where is_in_force and verdict = 'different'

),

identified as (

    select identifier_matches.company_id
    from identifier_matches
    anti join ruled_out
        on
            identifier_matches.company_id = ruled_out.company_id
            and identifier_matches.recipient_id = ruled_out.recipient_id

),

pairs as (

    select
        company_names.company_id,
        recipient_names.recipient_id,
        promising_pairs.company_name_key,
        promising_pairs.recipient_name_key,
        case
            when company_names.zip5 = recipient_names.zip5 then 'same zip'
            when company_names.state is null or recipient_names.state is null then 'state unknown'
            when company_names.state <> recipient_names.state then 'other state'
            when company_names.city_key = recipient_names.city_key then 'same city'
            when company_names.city_key is null or recipient_names.city_key is null then 'same state'
            else 'other city'
        end as place,
        recipient_names.zip5,
        recipient_names.city_key || ', ' || recipient_names.state as city,
        recipient_names.state

    from promising_pairs
    inner join company_names on promising_pairs.company_name_key = company_names.name_key
    inner join recipient_names on promising_pairs.recipient_name_key = recipient_names.name_key
    anti join identified on company_names.company_id = identified.company_id

),

-- The best place of all rows of a firm and a recipient counts: firms move.
closest as (

    select *

    from pairs

    qualify
        row_number() over (
            partition by company_id, recipient_id, company_name_key, recipient_name_key
            order by {{ place_order('place') }}, zip5, city, state
        ) = 1

),

candidates as (

    select
        company_id,
        recipient_id,
        company_name_key,
        recipient_name_key,
        place,
        case
            when place = 'same zip' then 'zip'
            when place = 'same city' then 'city'
            when place in ('same state', 'other city') then 'state'
        end as place_kind,
        case
            when place = 'same zip' then zip5
            when place = 'same city' then city
            when place in ('same state', 'other city') then state
        end as place_name

    from closest

)

select * from candidates
