with

recipient_names as (

    select distinct name_key from {{ ref('int_recipient_names') }}

),

name_keys as (

    select
        -- A number by sorted order: small to store in an index, the same in every run.
        row_number() over (order by name_key) as name_key_id,
        name_key,
        replace(name_key, ' ', '') as squashed_key,
        {{ sorted_words('name_key') }} as sorted_key

    from recipient_names

)

select * from name_keys
