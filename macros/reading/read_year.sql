{# '2018.0' -> 2018. The programs began in 1977; years far from that are slips of the pen, and null. #}
{% macro read_year(raw) -%}
    {%- set year = "try_cast(" ~ regexp_replace_all(raw, '\\.0+$') ~ " as integer)" -%}

    case when {{ year }} between 1970 and 2100 then {{ year }} end

{%- endmacro %}
