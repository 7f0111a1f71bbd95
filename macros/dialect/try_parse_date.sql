{# The first of the formats that fits the whole text, else null. #}
{% macro try_parse_date(text, formats) -%}

    try_strptime({{ text }}, {{ formats }})::date

{%- endmacro %}
