with

identities as (

    select
        identity_id,
        name_key,
        state,
        uei,
        duns,
        count(*) as awards

    from {{ ref('int_award_identities') }}

    group by identity_id, name_key, state, uei, duns

),

-- Of the awards under one name in one state that bear an identifier of the kind, and of those under one UEI: how many
-- bear this one?
counted as (

    select
        identity_id,
        name_key,
        state,
        uei,
        sum(case when uei is not null then awards end) over (partition by name_key, state, uei) as awards_of_uei_under_name,
        sum(case when uei is not null then awards end) over (partition by name_key, state) as awards_with_uei_under_name,
        sum(case when duns is not null then awards end) over (partition by name_key, state, duns) as awards_of_duns_under_name,
        sum(case when duns is not null then awards end) over (partition by name_key, state)
            as awards_with_duns_under_name,
        sum(case when duns is not null then awards end) over (partition by uei, duns) as awards_of_duns_under_uei,
        sum(case when duns is not null then awards end) over (partition by uei) as awards_with_duns_under_uei

    from identities

),

shares as (

    select
        identity_id,
        {{ is_stray('awards_of_uei_under_name', 'awards_with_uei_under_name', 'name_key, state') }} as is_uei_stray,
        {{ is_stray('awards_of_duns_under_name', 'awards_with_duns_under_name', 'name_key, state') }}
        or (
            uei is not null
            and {{ is_stray('awards_of_duns_under_uei', 'awards_with_duns_under_uei', 'uei') }}
        ) as is_duns_stray

    from counted

)

select * from shares
