{# What one slice has and must have; of a dimension without a value, each slice that has awards enough to tell. #}
{% macro slice_rate(relation, dimension, value, threshold) -%}
    {%- set literal = "'" ~ (value | string | replace("'", "''")) ~ "'" -%}
    {%- set written = "coalesce(" ~ dimension ~ ", 'not given')" %}

    select
        '{{ dimension }}' as dimension,
        {{ written if value is none else literal }} as value,
        {{ threshold }}::double as threshold,
        count(*) as awards,
        coalesce(count(*) filter (where match_status = 'accepted') / nullif(count(*), 0), 0)::double as match_rate
    from {{ relation }}
    {% if value is none -%}
    group by {{ written }} having count(*) >= {{ var('min_awards_per_slice') }}
    {%- else -%}
    where {{ written }} = {{ literal }}
    {%- endif %}

{%- endmacro %}
