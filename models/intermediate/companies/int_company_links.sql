{%- set links = [
    {'kind': 'uei', 'shared': ['uei']},
    {'kind': 'duns', 'shared': ['duns']},
    {'kind': 'zip', 'shared': ['name_key', 'zip5']},
    {'kind': 'city', 'shared': ['name_key', 'city_key', 'state']},
    {'kind': 'state', 'shared': ['name_key', 'state']},
    {'kind': 'name', 'shared': ['name_key']},
] %}

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

),

possible_links as (
    {% for link in links %}
    select
        identity_id,
        {{ loop.index }} as link_rank,
        concat_ws('|', '{{ link.kind }}', {{ link.shared | join(', ') }}) as link,
        attributed_uei,
        duns,
        state

    from attributed

    where {{ link.shared | join(' is not null and ') }} is not null
    {% if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}
),

borne_by as (

    select
        link,
        count(distinct attributed_uei) as ueis,
        count(distinct duns) as duns_numbers,
        count(distinct state) as states

    from possible_links

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
