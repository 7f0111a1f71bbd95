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

possible_links as (

    select identity_id, 1 as link_rank, 'uei|' || uei as link, uei, duns, state
    from trusted
    union all
    select identity_id, 2 as link_rank, 'duns|' || duns as link, uei, duns, state
    from trusted
    union all
    select identity_id, 3 as link_rank, 'zip|' || name_key || '|' || zip5 as link, uei, duns, state
    from trusted
    union all
    select identity_id, 4 as link_rank, 'city|' || name_key || '|' || city_key || '|' || state as link, uei, duns, state
    from trusted
    union all
    select identity_id, 5 as link_rank, 'state|' || name_key || '|' || state as link, uei, duns, state
    from trusted
    union all
    select identity_id, 6 as link_rank, 'name|' || name_key as link, uei, duns, state
    from trusted

),

borne_by as (

    select
        link,
        count(distinct uei) as ueis,
        count(distinct duns) as duns_numbers,
        count(distinct state) as states

    from possible_links

    where link is not null

    group by link

),

-- A link holds only while nothing stronger speaks against it: two UEIs are two firms, whatever else they share; the
-- same name in one place may bear two DUNS (firms register anew), the same name in one state or country may not.
links as (

    select
        possible_links.identity_id,
        possible_links.link_rank,
        possible_links.link

    from possible_links

    inner join borne_by on possible_links.link = borne_by.link

    where
        possible_links.link_rank = 1
        or (possible_links.link_rank between 2 and 4 and borne_by.ueis <= 1)
        or (possible_links.link_rank = 5 and borne_by.ueis <= 1 and borne_by.duns_numbers <= 1)
        or (
            possible_links.link_rank = 6
            and borne_by.ueis <= 1 and borne_by.duns_numbers <= 1 and borne_by.states <= 1
        )

)

select * from links
