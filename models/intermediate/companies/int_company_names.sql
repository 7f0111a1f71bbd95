with

company_awards as (

    select * from {{ ref('int_company_awards') }}

),

name_keys as (

    select company_id, name_key, 'name' as name_kind, city_key, state, zip5 from company_awards
    union all
    select company_id, alias_key as name_key, 'alias' as name_kind, city_key, state, zip5 from company_awards

),

placed_names as (

    select
        company_id,
        name_key,
        city_key,
        state,
        zip5,
        max(name_kind) as name_kind,
        count(*) as awards

    from name_keys

    where name_key is not null

    group by company_id, name_key, city_key, state, zip5

)

select * from placed_names
