with

company_names as (

    select distinct company_id, name_key from {{ ref('int_company_names') }}

),

identified as (

    select company_id from {{ ref('int_uei_matches') }}
    union
    select company_id from {{ ref('int_duns_matches') }}

),

-- A firm that an identifier has found needs no search by name.
searched as (

    select distinct company_names.name_key

    from company_names

    anti join identified on company_names.company_id = identified.company_id

),

keyed as (

    select
        -- A number by sorted order: small to carry through the search, the same in every run.
        row_number() over (order by name_key) as searched_name_id,
        name_key,
        replace(name_key, ' ', '') as squashed_key,
        {{ sorted_words('name_key') }} as sorted_key

    from searched

)

select * from keyed
