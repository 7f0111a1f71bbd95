{# '2018-05-10T23:30:00Z' -> '2018-05-10': the date as written; a time of day or a time zone must not move it. #}
{% macro date_text(raw) -%}

    regexp_replace(trim({{ raw }}), '[T ]\d+:.*$', '')

{%- endmacro %}
