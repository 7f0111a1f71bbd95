{# What a gate test keeps, also when it passes, so that the figure can be read. `dbt build --empty` checks that the SQL
   compiles; it has no figures to judge and says so. #}
{% macro kept_measurement(measured) -%}

    {%- if flags.EMPTY -%}
    select gate, null::double as measured, threshold, true as is_met, 'not judged, --empty reads no rows' as finding
    {%- else -%}
    select gate, measured, threshold, is_met, finding
    {%- endif %}

    from ({{ measured }}) as measurement

{%- endmacro %}
