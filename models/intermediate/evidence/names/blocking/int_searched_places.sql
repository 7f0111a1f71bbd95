with

searched_names as (

    select * from {{ ref('int_fuzzy_searched_names') }}

),

company_names as (

    select * from {{ ref('int_company_names') }}

),

searched_places as (

    select distinct
        searched_names.searched_name_id,
        searched_names.squashed_key,
        searched_names.name_key[:3] as beginning,
        company_names.zip5,
        company_names.city_key,
        company_names.state

    from searched_names

    inner join company_names on searched_names.name_key = company_names.name_key

)

select * from searched_places
