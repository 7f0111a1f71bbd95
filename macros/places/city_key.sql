{# 'St. Louis ' -> 'ST LOUIS': cities are compared in capitals, letters only, without accents. #}
{% macro city_key(raw) -%}

    nullif(trim({{ regexp_replace_all('strip_accents(upper(' ~ raw ~ '))', '[^A-Z]+', ' ') }}), '')

{%- endmacro %}
