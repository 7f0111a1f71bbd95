{# 'SYSTEM ACME SYSTEM' -> 'ACME SYSTEM': each word once, in alphabetical order. #}
{% macro sorted_words(name_key) -%}

    array_to_string(list_sort(list_distinct(string_split({{ name_key }}, ' '))), ' ')

{%- endmacro %}
