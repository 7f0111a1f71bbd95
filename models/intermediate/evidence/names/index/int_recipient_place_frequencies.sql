{{ config(materialized='kept_table') }}

{#- The places a name can be at, the closest first: a city is one city within its state only. -#}
{%- set places = {'zip': 'zip5', 'city': "city_key || ', ' || state", 'state': 'state'} %}

with

recipient_names as (

    select * from {{ ref('int_recipient_names') }}

),

frequencies as (

    {%- for place_kind, place in places.items() %}

    select
        '{{ place_kind }}' as place_kind,
        {{ place }} as place,
        count(*) as names_at_place

    from recipient_names

    where {{ place }} is not null

    group by all

    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}

)

select * from frequencies
