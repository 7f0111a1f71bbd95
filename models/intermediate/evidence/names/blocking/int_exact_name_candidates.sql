with

searched_names as (

    select * from {{ ref('int_searched_names') }}

),

recipient_name_keys as (

    select * from {{ ref('int_recipient_name_keys') }}

),

same_letters as (

    select
        searched_names.name_key as company_name_key,
        recipient_name_keys.name_key as recipient_name_key

    from searched_names

    inner join recipient_name_keys on searched_names.squashed_key = recipient_name_keys.squashed_key

),

same_words as (

    select
        searched_names.name_key as company_name_key,
        recipient_name_keys.name_key as recipient_name_key

    from searched_names

    inner join recipient_name_keys on searched_names.sorted_key = recipient_name_keys.sorted_key

),

candidates as (

    select * from same_letters
    union
    select * from same_words

)

select * from candidates
