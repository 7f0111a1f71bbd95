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
        awards.uei as written_uei,
        awards.duns as written_duns,
        awards.city_key,
        awards.state,
        awards.zip5

    from awards

    left join names on awards.usable_company_name = names.raw_name

),

-- An identifier under dozens of unlike names is everybody's, and so nobody's: it stands for a form filled in anyhow.
names_of_ueis as (

    select
        written_uei,
        count(distinct name_key) as names

    from named

    group by written_uei

),

names_of_duns as (

    select
        written_duns,
        count(distinct name_key) as names

    from named

    group by written_duns

),

believed as (

    select
        named.award_id,
        named.name_key,
        named.alias_key,
        case when names_of_ueis.names <= {{ var('max_names_per_identifier') }} then named.written_uei end as uei,
        case when names_of_duns.names <= {{ var('max_names_per_identifier') }} then named.written_duns end as duns,
        named.city_key,
        named.state,
        named.zip5

    from named

    left join names_of_ueis on named.written_uei = names_of_ueis.written_uei

    left join names_of_duns on named.written_duns = names_of_duns.written_duns

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

    from believed

)

select * from identified
