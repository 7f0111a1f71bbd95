{# '  Acme   Labs ' -> 'Acme Labs'; null when nothing is left. #}
{% macro tidy_text(text) -%}

    nullif(trim({{ regexp_replace_all(text, '[\\s\\x{00A0}]+', ' ') }}), '')

{%- endmacro %}
