with

awards as (

    select
        *,
        -- Apart from the join: DuckDB hashes a left join only while its condition is equality alone.
        case when company_name_problem is null then company_name end as usable_company_name

    from {{ ref('stg_sbir__awards') }}

),

names as (

    select * from {{ ref('int_names') }}

),

named as (

    select
        awards.award_id,
        names.name_key,
        names.alias_key,
        awards.uei,
        awards.duns,
        awards.city_key,
        awards.state,
        awards.zip5

    from awards

    left join names on awards.usable_company_name = names.raw_name

),

identified as (

    select
        *,
        {{ text_hash("concat_ws(
            chr(31),
            coalesce(name_key, ''), coalesce(uei, ''), coalesce(duns, ''),
            coalesce(city_key, ''), coalesce(state, ''), coalesce(zip5, ''),
            -- Nothing says that two rows without any name or identifier are one firm.
            case when coalesce(name_key, uei, duns) is null then award_id end
        )") }} as identity_id

    from named

)

select * from identified
