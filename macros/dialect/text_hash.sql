{# 32 hexadecimal digits, the same on every engine and in every version. #}
{% macro text_hash(text) -%}

    md5({{ text }})

{%- endmacro %}
