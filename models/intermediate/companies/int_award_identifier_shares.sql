with

identities as (

    select
        identity_id,
        name_key,
        city_key,
        state,
        uei,
        duns,
        count(*) as awards

    from {{ ref('int_award_identities') }}

    group by identity_id, name_key, city_key, state, uei, duns

),

-- Of the awards under one name in one city that bear an identifier of the kind, and of those under one UEI or DUNS: how
-- many bear this one?
counted as (

    select
        identity_id,
        name_key,
        city_key,
        state,
        uei,
        duns,
        sum(awards) over (partition by name_key, city_key, state, uei) as uei_under_name,
        sum(case when uei is not null then awards end) over (partition by name_key, city_key, state)
            as any_uei_under_name,
        sum(awards) over (partition by name_key, city_key, state, duns) as duns_under_name,
        sum(case when duns is not null then awards end) over (partition by name_key, city_key, state)
            as any_duns_under_name,
        sum(awards) over (partition by uei, duns) as this_pair,
        sum(case when duns is not null then awards end) over (partition by uei) as any_duns_under_uei,
        sum(case when uei is not null then awards end) over (partition by duns) as any_uei_under_duns

    from identities

),

rare as (

    select
        identity_id,
        uei,
        uei is not null and name_key is not null
        and {{ is_stray('uei_under_name', 'any_uei_under_name', 'name_key, city_key, state, uei is null') }}
            as is_uei_rare_under_name,
        uei is not null and duns is not null
        and {{ is_stray('this_pair', 'any_uei_under_duns', 'duns, uei is null') }} as is_uei_rare_under_duns,
        duns is not null and name_key is not null
        and {{ is_stray('duns_under_name', 'any_duns_under_name', 'name_key, city_key, state, duns is null') }}
            as is_duns_rare_under_name,
        duns is not null and uei is not null
        and {{ is_stray('this_pair', 'any_duns_under_uei', 'uei, duns is null') }} as is_duns_rare_under_uei

    from counted

),

-- A second UEI is mostly a second firm. It is a slip only where the DUNS beside it speaks for another one as well, as a
-- DUNS is where the UEI beside it does.
shares as (

    select
        identity_id,
        is_uei_rare_under_name and is_uei_rare_under_duns as is_uei_stray,
        case when uei is null then is_duns_rare_under_name else is_duns_rare_under_uei end as is_duns_stray

    from rare

)

select * from shares
