with

identities as (

    select distinct
        identity_id,
        name_key,
        uei,
        duns,
        city_key,
        state,
        zip5

    from {{ ref('int_award_identities') }}

),

shares as (

    select * from {{ ref('int_award_identifier_shares') }}

),

-- A stray identifier (a slip of the pen in one award of many) neither links a row nor speaks against a link.
trusted as (

    select
        identities.identity_id,
        identities.name_key,
        case when not shares.is_uei_stray then identities.uei end as uei,
        case when not shares.is_duns_stray then identities.duns end as duns,
        identities.city_key,
        identities.state,
        identities.zip5

    from identities

    inner join shares on identities.identity_id = shares.identity_id

),

-- A row without a UEI counts under the one that its DUNS leads to, so that no weaker link can tie it to another.
ueis_of_duns as (

    select
        duns,
        min(uei) as uei

    from trusted

    group by duns

    having count(distinct uei) = 1

),

attributed as (

    select
        trusted.identity_id,
        trusted.name_key,
        trusted.uei,
        trusted.duns,
        coalesce(trusted.uei, ueis_of_duns.uei) as attributed_uei,
        trusted.city_key,
        trusted.state,
        trusted.zip5

    from trusted

    left join ueis_of_duns on trusted.duns = ueis_of_duns.duns

)

select * from attributed
