{{ config(materialized='kept_table') }}

with

recipient_name_keys as (

    select * from {{ ref('int_recipient_name_keys') }}

),

words as (

    select
        name_key_id,
        unnest(string_split(sorted_key, ' ')) as word

    from recipient_name_keys

)

select * from words
