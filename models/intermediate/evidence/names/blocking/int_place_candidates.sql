{#- Below this likeness no place makes two names one. -#}
{%- set least_likeness = 0.8 %}

with

searched_places as (

    select * from {{ ref('int_searched_places') }}

),

recipient_names as (

    select * from {{ ref('int_recipient_names') }}

),

recipient_name_keys as (

    select * from {{ ref('int_recipient_name_keys') }}

),

crowded_zips as (

    select place as zip5

    from {{ ref('int_recipient_place_frequencies') }}

    where place_kind = 'zip' and names_at_place > {{ var('name_postings_budget') }}

),

same_zip as (

    select
        searched_places.searched_name_id,
        recipient_names.name_key

    from searched_places

    anti join crowded_zips on searched_places.zip5 = crowded_zips.zip5

    inner join recipient_names on searched_places.zip5 = recipient_names.zip5

    where
        {{ are_letters_alike(
            "searched_places.squashed_key", "replace(recipient_names.name_key, ' ', '')", least_likeness
        ) }}

),

-- A city is large, and so is a crowded zip: there the beginning must agree too.
same_city as (

    select
        searched_places.searched_name_id,
        recipient_names.name_key

    from searched_places

    inner join recipient_names
        on
            searched_places.city_key = recipient_names.city_key
            and searched_places.state = recipient_names.state
            and searched_places.beginning = recipient_names.name_key[:3]

    where
        {{ are_letters_alike(
            "searched_places.squashed_key", "replace(recipient_names.name_key, ' ', '')", least_likeness
        ) }}

),

neighbours as (

    select * from same_zip
    union
    select * from same_city

),

candidates as (

    select
        neighbours.searched_name_id,
        recipient_name_keys.name_key_id

    from neighbours

    inner join recipient_name_keys on neighbours.name_key = recipient_name_keys.name_key

)

select * from candidates
