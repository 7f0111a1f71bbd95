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

    select * from {{ ref('int_trusted_identities') }}

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

    from identities

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
