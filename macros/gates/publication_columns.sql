{# On every mart, so that one left over from an earlier run shows it. #}
{% macro publication_columns() -%}

    '{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") }}'::timestamp as built_at,
    '{{ invocation_id }}' as dbt_invocation_id

{%- endmacro %}
