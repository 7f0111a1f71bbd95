{# Computes a CTE once: regular expressions over millions of names must not run twice. #}
{% macro materialized() -%}

    materialized

{%- endmacro %}
