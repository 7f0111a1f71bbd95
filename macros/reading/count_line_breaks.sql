{# How many physical lines a record has beyond its first. The cheap look spares most records a copy. #}
{% macro count_line_breaks(text) -%}

    case
        when not contains({{ text }}, chr(10)) then 0
        else length({{ text }}) - length(replace({{ text }}, chr(10), ''))
    end

{%- endmacro %}
