{# A whole number of 64 bits, evenly spread; the same on every machine and in every version. #}
{% macro hash_number(text) -%}

    md5_number_upper({{ text }})

{%- endmacro %}
