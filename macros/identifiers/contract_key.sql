{# 'W15QKN-19-P-0006' -> 'W15QKN19P0006': award numbers are compared by letters and digits alone. #}
{% macro contract_key(number) -%}

    nullif({{ regexp_replace_all('upper(' ~ number ~ ')', '[^A-Z0-9]') }}, '')

{%- endmacro %}
