{# How many physical lines a record has beyond its first. #}
{% macro count_line_breaks(text) -%}

    length({{ text }}) - length(replace({{ text }}, chr(10), ''))

{%- endmacro %}
