{# The columns that tell one award from another, blanks and case apart, as the rest of an argument list. #}
{% macro identity_fields(column_names) -%}

    {%- for column_name in column_names -%}
        , coalesce(upper({{ tidy_text(column_name) }}), '')
    {%- endfor -%}

{%- endmacro %}
