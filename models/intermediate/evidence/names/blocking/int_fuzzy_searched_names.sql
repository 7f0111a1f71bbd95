with

searched_names as (

    select * from {{ ref('int_searched_names') }}

),

exact_candidates as (

    select * from {{ ref('int_exact_name_candidates') }}

),

company_names as (

    select * from {{ ref('int_company_names') }}

),

recipient_names as (

    select * from {{ ref('int_recipient_names') }}

),

ruled_out as (

    select * from {{ ref('int_match_decisions') }} where is_in_force and verdict = 'different'

),

-- An equal name in the same town is as good as a name search gets.
found_at_home as (

    select exact_candidates.company_name_key as name_key

    from exact_candidates

    inner join company_names on exact_candidates.company_name_key = company_names.name_key

    inner join recipient_names
        on exact_candidates.recipient_name_key = recipient_names.name_key and company_names.zip5 = recipient_names.zip5

    union

    select exact_candidates.company_name_key as name_key

    from exact_candidates

    inner join company_names on exact_candidates.company_name_key = company_names.name_key

    inner join recipient_names
        on
            exact_candidates.recipient_name_key = recipient_names.name_key
            and company_names.city_key = recipient_names.city_key
            and company_names.state = recipient_names.state

),

-- ... unless it may be that of the recipient that a person has ruled out.
settled as (

    select name_key from found_at_home

    except

    select company_names.name_key

    from company_names

    inner join ruled_out on company_names.company_id = ruled_out.company_id

),

still_searched as (

    select searched_names.*

    from searched_names

    anti join settled on searched_names.name_key = settled.name_key

)

select * from still_searched
