{# ' abc123def456 ' -> 'ABC123DEF456'; null when nothing is left. #}
{% macro uei_characters(raw) -%}

    nullif({{ regexp_replace_all('upper(' ~ raw ~ ')', '[^A-Z0-9]') }}, '')

{%- endmacro %}
